//! Which handler answers which row of the permission table.

use std::sync::Arc;

use app::routes;
use axum::extract::State;

use super::{
    account, admin, api, assets, desk, engagement, export, health, inclusion, invitation, job, mount::Mounted, outbox,
    outreach, partnership, place, recognition, response, results, settings, site, state::Shared, survey, tables, team,
    wave,
};

/// Every handler under its row.
pub(super) fn mounted(shared: &Shared, files: Arc<assets::Files>) -> Mounted {
    let asset = { move |path, headers| assets::asset(State(files.clone()), path, headers) };
    let mounted = Mounted::new(shared.clone())
        .at(routes::ASSET, asset)
        .at(routes::LIVE, health::live)
        .at(routes::READY, health::ready);
    let mounted = account_routes(response_routes(public_routes(mounted)));
    api::mount(engagement_routes(results_routes(survey_routes(place_routes(desk_routes(mounted))))))
}

fn survey_routes(mounted: Mounted) -> Mounted {
    mounted
        .at(routes::SURVEYS, survey::list)
        .at(routes::SURVEY_NEW, survey::new)
        .at(routes::SURVEY_CREATE, survey::create)
        .at(routes::MONITOR, survey::monitor)
        .at(routes::EDITOR, survey::editor::list)
        .at(routes::EDITOR_ITEM, survey::editor::item)
        .at(routes::EDITOR_SAVE, survey::editor::save)
        .at(routes::EDITOR_LOOK, survey::editor::look)
        .at(routes::UNDO, survey::editor::undo)
        .at(routes::NOTICE, survey::notice::notice)
        .at(routes::NOTICE_SAVE, survey::notice::save)
        .at(routes::PUBLISH, survey::publish)
        .at(routes::CLOSE, survey::close)
        .at(routes::CLOSE_NOW, survey::close_now)
        .at(routes::DELETE, survey::delete)
        .at(routes::DELETE_NOW, survey::delete_now)
        .at(routes::REHEARSE, survey::rehearse)
        .at(routes::INVITATIONS, invitation::invitations)
        .at(routes::INVITATIONS_ADD, invitation::add)
        .at(routes::REMIND, invitation::remind)
        .at(routes::FRAME_SAVE, invitation::save_frame)
        .at(routes::POSTER, survey::poster)
        .at(routes::SHARING, survey::sharing::sharing)
        .at(routes::SHARING_SAVE, survey::sharing::save)
        .at(routes::HISTORY, survey::history)
}

fn public_routes(mounted: Mounted) -> Mounted {
    mounted
        .at(routes::FRONT, partnership::front)
        .at(routes::HOME, partnership::home)
        .at(routes::RESULTS, partnership::results)
        .at(routes::YEARS, engagement::public_years)
        .at(routes::YEAR, engagement::public_year)
        .at(routes::YEAR_FILE, engagement::public_file)
        .at(routes::ACCESSIBILITY, site::accessibility)
        .at(routes::PRIVACY, site::privacy)
        .at(routes::COOKIES, site::cookies)
        .at(routes::HELP, site::help)
        .at(routes::ROBOTS, site::robots)
        .at(routes::DEMONSTRATION, site::enter_demonstration)
        .at(routes::DEMONSTRATION_ENTER, site::enter_demonstration_now)
}

fn response_routes(mounted: Mounted) -> Mounted {
    mounted
        .at(routes::SURVEY_START, response::start)
        .at(routes::SURVEY_BEGIN, response::begin)
        .at(routes::SURVEY_PAGE, response::page)
        .at(routes::SURVEY_SAVE, response::save)
        .at(routes::SURVEY_CHECK, response::check)
        .at(routes::SURVEY_SEND, response::send)
        .at(routes::SURVEY_SENT, response::sent)
        .at(routes::SURVEY_AGAIN, recognition::save)
        .at(routes::SURVEY_LATER, response::later)
        .at(routes::SURVEY_RESUME, response::resume)
        .at(routes::SURVEY_FORGET, response::forget)
        .at(routes::SURVEY_RECEIPT, response::receipt)
        .at(routes::SURVEY_RECEIPT_CHECK, response::receipt_check)
        .at(routes::SURVEY_PRIVACY, response::privacy)
        .at(routes::STOP, response::stop)
        .at(routes::STOP_NOW, response::stop_now)
        .at(routes::PREVIEW, response::preview)
}

fn desk_routes(mounted: Mounted) -> Mounted {
    mounted
        .at(routes::DESKS, desk::desks)
        .at(routes::DESK, desk::start)
        .at(routes::TEAM, team::team)
        .at(routes::TEAM_INVITE, team::invite)
        .at(routes::TEAM_ROLE, team::role)
        .at(routes::TEAM_WITHDRAW, team::withdraw)
        .at(routes::SETTINGS, settings::settings)
        .at(routes::SETTINGS_SAVE, settings::save)
        .at(routes::LOGO_SAVE, settings::logo_save)
        .at(routes::OUTBOX, outbox::outbox)
        .at(routes::OUTBOX_LETTER, outbox::letter)
        .at(routes::JOBS_RETRY, job::retry)
        .at(routes::JOB_PROGRESS, job::progress)
        .at(routes::ADMIN, admin::installation)
        .at(routes::ADMIN_BODY, admin::add_body)
        .at(routes::ADMIN_BODY_PLACE, admin::place_body)
        .at(routes::ADMIN_INVITE, admin::invite)
        .at(routes::ADMIN_ACCOUNT, admin::account)
        .at(routes::THEME, settings::theme)
        .at(routes::LOGO, settings::logo)
}

fn place_routes(mounted: Mounted) -> Mounted {
    mounted
        .at(routes::PLACES, place::places)
        .at(routes::PLACE_NEW, place::new)
        .at(routes::PLACE, place::one)
        .at(routes::PLACES_SAVE, place::save)
        .at(routes::PLACES_REMOVE, place::remove)
}

fn results_routes(mounted: Mounted) -> Mounted {
    mounted
        .at(routes::SURVEY_RESULTS, results::public)
        .at(routes::ANSWERED, results::staff)
        .at(routes::RESULTS_PUBLISH, results::publish)
        .at(routes::SURVEY_TABLES, tables::public)
        .at(routes::SURVEY_WAVES, wave::public)
        .at(routes::WAVES, wave::staff)
        .at(routes::SURVEY_WHO, inclusion::public)
        .at(routes::SURVEY_WHO_DEPRIVATION, inclusion::public_deprivation)
        .at(routes::SURVEY_WHO_PLACES, inclusion::public_places)
        .at(routes::SURVEY_WHO_TOGETHER, inclusion::public_together)
        .at(routes::SURVEY_WHO_UNANSWERED, inclusion::public_unanswered)
        .at(routes::WHO_UNANSWERED, inclusion::unanswered)
        .at(routes::SURVEY_WHO_WEIGHED, inclusion::public_weighed)
        .at(routes::WHO_WEIGHED, inclusion::weighed)
        .at(routes::WHO, inclusion::staff)
        .at(routes::OUTREACH, outreach::list)
        .at(routes::OUTREACH_SAVE, outreach::save)
        .at(routes::OUTREACH_NEW, outreach::new)
        .at(routes::OUTREACH_RETIRE, outreach::retire)
        .at(routes::OUTREACH_ONE, outreach::one)
        .at(routes::NEXT, outreach::next)
        .at(routes::BASE_CHOOSE, inclusion::choose_base)
        .at(routes::TASK_TAKE, outreach::take)
        .at(routes::TASK_FINISH, outreach::finish)
        .at(routes::WHO_DEPRIVATION, inclusion::deprivation)
        .at(routes::WHO_PLACES, inclusion::places)
        .at(routes::WHO_TOGETHER, inclusion::together)
        .at(routes::EXPORTS, export::exports)
        .at(routes::EXPORT_ASK, export::ask)
        .at(routes::EXPORT_DECIDE, export::decide)
        .at(routes::EXPORT_FILE, export::file)
        .at(routes::TEXT_RELEASE, export::release_text)
}

fn engagement_routes(mounted: Mounted) -> Mounted {
    mounted
        .at(routes::AGAIN, recognition::at_desk)
        .at(routes::AGAIN_SWITCH, recognition::switch)
        .at(routes::ENGAGEMENTS, engagement::list)
        .at(routes::ENGAGEMENT_SAVE, engagement::save)
        .at(routes::ENGAGEMENT_NEW, engagement::new)
        .at(routes::ENGAGEMENT_REMOVE, engagement::remove)
        .at(routes::ENGAGEMENT, engagement::one)
        .at(routes::ENGAGEMENT_CHANGE, engagement::change)
        .at(routes::ENGAGEMENT_FILE, engagement::upload)
        .at(routes::ENGAGEMENT_COLUMNS, engagement::columns)
        .at(routes::ENGAGEMENT_MATCH, engagement::match_columns)
        .at(routes::ENGAGEMENT_YEAR, engagement::desk_year)
        .at(routes::ENGAGEMENT_YEAR_DECIDE, engagement::decide_year)
        .at(routes::ENGAGEMENT_YEAR_FILE, engagement::desk_file)
}

fn account_routes(mounted: Mounted) -> Mounted {
    mounted
        .at(routes::SIGN_IN, account::sign_in)
        .at(routes::SIGN_IN_PASSWORD, account::sign_in_password)
        .at(routes::SIGN_IN_CODE, account::code)
        .at(routes::SIGN_IN_CODE_ENTER, account::code_enter)
        .at(routes::FORGOT, account::forgot)
        .at(routes::FORGOT_ASK, account::forgot_ask)
        .at(routes::RESET, account::reset)
        .at(routes::RESET_NOW, account::reset_now)
        .at(routes::SIGN_OUT, account::sign_out)
        .at(routes::INVITATION, account::invitation)
        .at(routes::INVITATION_ACCEPT, account::invitation_accept)
        .at(routes::ENROL, account::enrol)
        .at(routes::ENROL_CONFIRM, account::enrol_confirm)
        .at(routes::ACCOUNT, account::account)
        .at(routes::ACCOUNT_PASSWORD, account::account_password)
        .at(routes::ACCOUNT_RECOVERY, account::account_recovery)
        .at(routes::ACCOUNT_END, account::account_end)
        .at(routes::ACCOUNT_END_OTHERS, account::account_end_others)
        .at(routes::ACCOUNT_LEAVE, account::account_leave)
        .at(routes::ME, account::me)
        .at(routes::ME_ASK, account::me_ask)
        .at(routes::ME_CODE, account::me_code)
        .at(routes::ME_CODE_ENTER, account::me_code_enter)
        .at(routes::ME_LINK, account::me_link)
        .at(routes::ME_LINK_OPEN, account::me_link_open)
}
