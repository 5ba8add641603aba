// The clock under a shown collection code.
import { countDown } from "./ticket.js";

document.querySelectorAll(".ticket[data-seconds]").forEach(countDown);
