"""Every use case and reaction of the core, declared by being imported."""

# ruff: noqa: F401 — a use case is declared by being imported

from __future__ import annotations

from core.arrangement import arrange_volume, begin_job, end_job
from core.campaigns import (
    add_batch,
    add_units,
    begin_campaign,
    close_campaign,
    file_person,
    keep_problem,
    report_figures,
)
from core.certificates import check_certificate, draft_certificate, hand_certificate, look_up
from core.collection import (
    change_submission,
    check_piece,
    count_in,
    decide_piece,
    draft_submission,
    enter_paper_list,
    finish_inspection,
    pick_up_returned,
    print_list,
    print_return_slip,
    read_submission,
    settle_doubt,
    when_submission_counted_in_tell_sender,
    withdraw_submission,
)
from core.custody import (
    approve_extension,
    ask_extension,
    check_return,
    count_before,
    end_extension,
    enrol_device,
    hand_over,
    pack_for_loan,
    pause_reading,
    recall_loan,
    see_by_number,
    see_volume,
    take_back,
    when_loan_ends_lapse_extension,
)
from core.holdings import (
    import_roster,
    lift_hold,
    look_up_list,
    place_hold,
    print_spines,
    search,
    tag_volume,
)
from core.keyfacts import (
    decide_difference,
    export_updates,
    read_key_facts,
    record_shown_fact,
    review_difference,
    when_paper_accepted_compare,
)
from core.lost import (
    approve_rebuilding,
    ask_pages_back,
    ask_source,
    attach_discrepancy_scan,
    check_shelf,
    compare_found,
    confirm_lost,
    decide_found,
    keep_look,
    print_loss_report,
    record_relending,
    report_missing,
    say_found,
    shelve_rebuilt,
    tell_past_term,
)
from core.materials import (
    ask_change,
    bind_materials,
    confirm_change,
    file_piece,
    read_catalogue,
)
from core.members import (
    add_member,
    add_room,
    add_unit,
    appoint_deputy,
    bind_member,
    bind_reach,
    change_pin,
    confirm_grant,
    count_pin,
    decide_disclosure,
    describe_room,
    end_deputy,
    init_house,
    invite_member,
    issue_token,
    lift_bar,
    place_bar,
    propose_grant,
    reset_pin,
    revoke_grant,
    revoke_session,
    revoke_token,
    set_approval,
    sign_in,
    sign_out,
)
from core.outage import (
    around_late,
    confirm_late,
    enter_late,
    enter_late_application,
    make_kit,
    settle_late,
)
from core.register import read_register, write_up_day
from core.reminders import (
    import_workdays,
    learn_workdays,
    pause_reminders,
    send_due_reminders,
    set_reminders,
    when_day_is_set_note_provisional,
    when_due_day_moves_move_reminders,
    when_house_opened_know_workdays,
    when_loan_carried_over_remind,
    when_volume_handed_over_remind,
    when_year_is_known_count_again,
    when_year_is_known_set_slots_anew,
)
from core.requests import (
    approve,
    attach_form_scan,
    cancel_reserved,
    enter_at_window,
    expire_uncollected,
    identify_reader,
    issue_collection_code,
    issue_paper,
    make_ready,
    open_case,
    print_form,
    refuse_lines,
    see_paper,
    sight_form,
    submit_request,
    swap_reader,
    turn_away,
    urge_case,
    when_deputy_appointed_give_cards,
    when_request_moves_refresh_cards,
    withdraw_request,
)
from core.sheets import check_sheet, count_sheets_back, issue_sheets, make_copy, settle_sheet
