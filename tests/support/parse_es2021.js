// Parse scripts as ES2021 modules; print one line per file that is newer than that.
const { parse } = require("acorn");
const { readFileSync } = require("fs");

for (const path of process.argv.slice(2)) {
  try {
    parse(readFileSync(path, "utf8"), { ecmaVersion: 2021, sourceType: "module" });
  } catch (error) {
    console.log(`${path}: ${error.message}`);
  }
}
