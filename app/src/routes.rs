//! The permission table: every route of the site, who may use it, and what its pages may load.
//!
//! A handler can only be mounted with a row of this table (`server::http::mount` takes one), so a route that is missing
//! here does not build, and a row without a handler fails when the server starts. Whoever a row does not name is
//! refused before the handler runs; handlers ask for witnesses besides.

mod row;

pub use row::{Method, Policy, Route, Who};

/// The largest ordinary form.
const FORM: usize = 64 * 1024;
/// A page of answers, whose longest texts are longer.
const ANSWERS: usize = 256 * 1024;
/// An uploaded list of addresses.
const LIST: usize = 4 * 1024 * 1024;
/// An uploaded file of people who took part.
const PEOPLE: usize = 16 * 1024 * 1024;

macro_rules! routes {
    ($($(#[$doc:meta])* $name:ident: $method:ident $path:literal $who:ident $policy:ident $($body:ident)?;)*) => {
        $($(#[$doc])* pub const $name: Route = Route {
            method: Method::$method,
            path: $path,
            who: Who::$who,
            policy: Policy::$policy,
            body: routes!(@body $($body)?),
        };)*

        /// All rows.
        pub const ALL: &[Route] = &[$($name),*];
    };
    (@body) => { FORM };
    (@body $body:ident) => { $body };
}

routes! {
    /// The partnerships.
    FRONT: Get "/" Anyone Plain;
    /// The home page of a partnership.
    HOME: Get "/{host}" Anyone Plain;
    /// Its results.
    RESULTS: Get "/{host}/results" Anyone Plain;
    /// Its years that are published.
    YEARS: Get "/{host}/years" Anyone Plain;
    /// One year: who was asked, and who came.
    YEAR: Get "/{host}/years/{year}" Anyone Plain;
    /// Its figures.
    YEAR_FILE: Get "/{host}/years/{year}/figures.csv" Anyone Data;
    /// How accessible the site is.
    ACCESSIBILITY: Get "/accessibility" Anyone Plain;
    /// What happens with data.
    PRIVACY: Get "/privacy" Anyone Plain;
    /// The cookies that are needed.
    COOKIES: Get "/cookies" Anyone Plain;
    /// Help.
    HELP: Get "/help" Anyone Plain;
    /// Signs somebody of a demonstration in.
    DEMONSTRATION: Get "/demonstration/{token}" Anyone Plain;
    /// Does so.
    DEMONSTRATION_ENTER: Post "/demonstration/{token}" Anyone Plain;
    /// For crawlers.
    ROBOTS: Get "/robots.txt" Anyone Data;

    /// The start page of a survey.
    SURVEY_START: Get "/s/{survey}" Anyone Plain;
    /// Starts.
    SURVEY_BEGIN: Post "/s/{survey}/start" Anyone Plain;
    /// One page of questions.
    SURVEY_PAGE: Get "/s/{survey}/q/{page}" Anyone Plain;
    /// Saves it.
    SURVEY_SAVE: Post "/s/{survey}/q/{page}" Anyone Plain ANSWERS;
    /// All answers, before they are sent.
    SURVEY_CHECK: Get "/s/{survey}/check" Anyone Plain;
    /// Sends them.
    SURVEY_SEND: Post "/s/{survey}/check" Anyone Plain;
    /// What happens next.
    SURVEY_SENT: Get "/s/{survey}/sent" Anyone Secret;
    /// Lets oneself be recognised the next time, or be forgotten.
    SURVEY_AGAIN: Post "/s/{survey}/again" Anyone Secret;
    /// The code to come back.
    SURVEY_LATER: Get "/s/{survey}/later" Anyone Secret;
    /// Comes back with a code.
    SURVEY_RESUME: Post "/s/{survey}/resume" Anyone Plain;
    /// Forgets the answers on this device.
    SURVEY_FORGET: Post "/s/{survey}/forget" Anyone Plain;
    /// Whether a receipt is in the count.
    SURVEY_RECEIPT: Get "/s/{survey}/receipt" Anyone Plain;
    /// The question about one receipt.
    SURVEY_RECEIPT_CHECK: Post "/s/{survey}/receipt" Anyone Plain;
    /// How anonymity works here.
    SURVEY_PRIVACY: Get "/s/{survey}/privacy" Anyone Plain;
    /// What people answered.
    SURVEY_RESULTS: Get "/s/{survey}/results" Anyone Plain;
    /// Tables of what is released, made by anybody.
    SURVEY_TABLES: Get "/s/{survey}/tables" Anyone Plain;
    /// What changed since an earlier wave.
    SURVEY_WAVES: Get "/s/{survey}/waves" Anyone Plain;
    /// Who answered.
    SURVEY_WHO: Get "/s/{survey}/who" Anyone Plain;
    /// By deprivation.
    SURVEY_WHO_DEPRIVATION: Get "/s/{survey}/who/deprivation" Anyone Plain;
    /// Place by place.
    SURVEY_WHO_PLACES: Get "/s/{survey}/who/places" Anyone Plain;
    /// By two characteristics together.
    SURVEY_WHO_TOGETHER: Get "/s/{survey}/who/together" Anyone Plain;
    /// By what was left out.
    SURVEY_WHO_UNANSWERED: Get "/s/{survey}/who/unanswered" Anyone Plain;
    /// Answers as they would be if all groups had come alike.
    SURVEY_WHO_WEIGHED: Get "/s/{survey}/who/weighed" Anyone Plain;
    /// The API in words.
    API: Get "/api/v1" Anyone Plain;
    /// The API as an OpenAPI document.
    API_DOCUMENT: Get "/api/v1/openapi.json" Anyone Data;
    /// The partnerships.
    API_PARTNERSHIPS: Get "/api/v1/partnerships" Anyone Data;
    /// One partnership.
    API_PARTNERSHIP: Get "/api/v1/partnerships/{partnership}" Anyone Data;
    /// Who lives in its area.
    API_POPULATIONS: Get "/api/v1/partnerships/{partnership}/populations" Anyone Data;
    /// Its years that are published.
    API_YEARS: Get "/api/v1/partnerships/{partnership}/years" Anyone Data;
    /// One year.
    API_YEAR: Get "/api/v1/partnerships/{partnership}/years/{year}" Anyone Data;
    /// The areas.
    API_AREAS: Get "/api/v1/areas" Anyone Data;
    /// The surveys that everybody may know of.
    API_SURVEYS: Get "/api/v1/surveys" Anyone Data;
    /// One survey.
    API_SURVEY: Get "/api/v1/surveys/{survey}" Anyone Data;
    /// Who answered it, against who lives there.
    API_WHO: Get "/api/v1/surveys/{survey}/who" Anyone Data;
    /// Its released tables.
    API_TABLES: Get "/api/v1/surveys/{survey}/tables" Anyone Data;
    /// One of them.
    API_TABLE: Get "/api/v1/surveys/{survey}/tables/{table}" Anyone Data;
    /// "Do not write to me again."
    STOP: Get "/stop/{token}" Anyone Plain;
    /// Does so.
    STOP_NOW: Post "/stop/{token}" Anyone Plain;

    /// Staff sign in.
    SIGN_IN: Get "/sign-in" Anyone Plain;
    /// The password.
    SIGN_IN_PASSWORD: Post "/sign-in" Anyone Secret;
    /// The code.
    SIGN_IN_CODE: Get "/sign-in/code" Begun Plain;
    /// Enters it.
    SIGN_IN_CODE_ENTER: Post "/sign-in/code" Begun Secret;
    /// Forgot the password.
    FORGOT: Get "/sign-in/forgot" Anyone Plain;
    /// Asks for a letter.
    FORGOT_ASK: Post "/sign-in/forgot" Anyone Plain;
    /// Chooses a new password.
    RESET: Get "/sign-in/reset/{token}" Anyone Secret;
    /// With the link of the letter.
    RESET_NOW: Post "/sign-in/reset/{token}" Anyone Secret;
    /// Signs out.
    SIGN_OUT: Post "/sign-out" Begun Plain;
    /// An invitation of staff.
    INVITATION: Get "/invitation/{token}" Anyone Secret;
    /// Accepts it.
    INVITATION_ACCEPT: Post "/invitation/{token}" Anyone Secret;
    /// Sets up the second factor.
    ENROL: Get "/account/enrol" Begun Secret;
    /// Confirms it.
    ENROL_CONFIRM: Post "/account/enrol" Begun Secret;
    /// One's own account.
    ACCOUNT: Get "/account" Member Plain;
    /// Changes one's password.
    ACCOUNT_PASSWORD: Post "/account/password" Member Secret;
    /// New recovery codes.
    ACCOUNT_RECOVERY: Post "/account/recovery-codes" Member Secret;
    /// Ends one session.
    ACCOUNT_END: Post "/account/sessions/{session}/end" Member Plain;
    /// Ends all others.
    ACCOUNT_END_OTHERS: Post "/account/sessions/end-others" Member Plain;
    /// Leaves.
    ACCOUNT_LEAVE: Post "/account/leave" Member Plain;
    /// Members of the public sign in.
    ME: Get "/me" Anyone Plain;
    /// Asks for a letter.
    ME_ASK: Post "/me" Anyone Plain;
    /// The typed code.
    ME_CODE: Get "/me/code" Anyone Plain;
    /// Enters it.
    ME_CODE_ENTER: Post "/me/code" Anyone Secret;
    /// The link of a letter: spends nothing.
    ME_LINK: Get "/me/link/{token}" Anyone Plain;
    /// Spends it.
    ME_LINK_OPEN: Post "/me/link/{token}" Anyone Secret;

    /// The desks one has.
    DESKS: Get "/desk" Reader Plain;
    /// What needs you first.
    DESK: Get "/desk/{host}" Officer Islands;
    /// The surveys of a partnership.
    SURVEYS: Get "/desk/{host}/surveys" Officer Plain;
    /// A new survey.
    SURVEY_NEW: Get "/desk/{host}/surveys/new" Officer Plain;
    /// Makes it.
    SURVEY_CREATE: Post "/desk/{host}/surveys/new" Officer Plain;
    /// The team.
    TEAM: Get "/desk/{host}/team" Officer Plain;
    /// Invites somebody.
    TEAM_INVITE: Post "/desk/{host}/team" Officer Plain;
    /// Changes or takes away a role.
    TEAM_ROLE: Post "/desk/{host}/team/role" Officer Plain;
    /// Takes an invitation back.
    TEAM_WITHDRAW: Post "/desk/{host}/team/withdraw" Officer Plain;
    /// Name, contact, colours.
    SETTINGS: Get "/desk/{host}/settings" Officer Plain;
    /// Changes them.
    SETTINGS_SAVE: Post "/desk/{host}/settings" Officer Plain;
    /// Adds a logo, or takes one away.
    LOGO_SAVE: Post "/desk/{host}/logo" Officer Plain ANSWERS;
    /// The places of a partnership.
    PLACES: Get "/desk/{host}/places" Officer Plain;
    /// Adds or changes a locality.
    PLACES_SAVE: Post "/desk/{host}/places" Officer Plain ANSWERS;
    /// A new locality.
    PLACE_NEW: Get "/desk/{host}/places/new" Officer Plain;
    /// One locality.
    PLACE: Get "/desk/{host}/places/{locality}" Officer Plain;
    /// Removes one.
    PLACES_REMOVE: Post "/desk/{host}/places/remove" Officer Plain;
    /// Whether the same people take part again and again.
    AGAIN: Get "/desk/{host}/again" Officer Plain;
    /// Lets people be recognised, or not.
    AGAIN_SWITCH: Post "/desk/{host}/again" Officer Plain;
    /// Ways to reach people.
    OUTREACH: Get "/desk/{host}/outreach" Officer Plain;
    /// Adds or changes one.
    OUTREACH_SAVE: Post "/desk/{host}/outreach" Officer Plain;
    /// A new one.
    OUTREACH_NEW: Get "/desk/{host}/outreach/new" Officer Plain;
    /// Takes one off the list, or puts it back.
    OUTREACH_RETIRE: Post "/desk/{host}/outreach/retire" Officer Plain;
    /// One.
    OUTREACH_ONE: Get "/desk/{host}/outreach/{way}" Officer Plain;
    /// Engagements of the years.
    ENGAGEMENTS: Get "/desk/{host}/engagements" Officer Plain;
    /// Adds or changes one that was run elsewhere.
    ENGAGEMENT_SAVE: Post "/desk/{host}/engagements" Officer Plain;
    /// A new one.
    ENGAGEMENT_NEW: Get "/desk/{host}/engagements/new" Officer Plain;
    /// Takes one off the list, or puts it back.
    ENGAGEMENT_REMOVE: Post "/desk/{host}/engagements/remove" Officer Plain;
    /// One.
    ENGAGEMENT: Get "/desk/{host}/engagements/{engagement}" Officer Plain;
    /// Its form.
    ENGAGEMENT_CHANGE: Get "/desk/{host}/engagements/{engagement}/change" Officer Plain;
    /// Sends the file of who took part.
    ENGAGEMENT_FILE: Post "/desk/{host}/engagements/{engagement}/file" Officer Plain PEOPLE;
    /// What its columns mean.
    ENGAGEMENT_COLUMNS: Get "/desk/{host}/engagements/{engagement}/columns" Officer Plain;
    /// Counts it.
    ENGAGEMENT_MATCH: Post "/desk/{host}/engagements/{engagement}/columns" Officer Plain ANSWERS;
    /// A year as it would be published.
    ENGAGEMENT_YEAR: Get "/desk/{host}/engagements/years/{year}" Officer Plain;
    /// Asks for a year to be published, publishes it, or takes the question back.
    ENGAGEMENT_YEAR_DECIDE: Post "/desk/{host}/engagements/years/{year}" Officer Plain;
    /// Its figures.
    ENGAGEMENT_YEAR_FILE: Get "/desk/{host}/engagements/years/{year}/figures.csv" Officer Data;
    /// Letters that were written to the folder.
    OUTBOX: Get "/desk/{host}/outbox" Officer Plain;
    /// One letter.
    OUTBOX_LETTER: Get "/desk/{host}/outbox/{letter}" Officer Plain;
    /// Tries failed work again.
    JOBS_RETRY: Post "/desk/{host}/jobs/retry" Officer Plain;

    /// How a survey is going.
    MONITOR: Get "/desk/surveys/{survey}" Officer Islands;
    /// Its questions.
    EDITOR: Get "/desk/surveys/{survey}/questions" Officer Islands;
    /// Edits one.
    EDITOR_ITEM: Get "/desk/surveys/{survey}/questions/{item}" Officer Islands;
    /// Changes the draft.
    EDITOR_SAVE: Post "/desk/surveys/{survey}/questions" Officer Plain ANSWERS;
    /// How a question looks as its form says, for the island.
    EDITOR_LOOK: Post "/desk/surveys/{survey}/look" Officer Data ANSWERS;
    /// Start page, dates, privacy.
    NOTICE: Get "/desk/surveys/{survey}/notice" Officer Plain;
    /// Changes them.
    NOTICE_SAVE: Post "/desk/surveys/{survey}/notice" Officer Plain;
    /// The survey as people see it.
    PREVIEW: Get "/desk/surveys/{survey}/preview/{page}" Officer Plain;
    /// Publishes a version.
    PUBLISH: Post "/desk/surveys/{survey}/publish" Officer Plain;
    /// Asks before closing.
    CLOSE: Get "/desk/surveys/{survey}/close" Officer Plain;
    /// Closes.
    CLOSE_NOW: Post "/desk/surveys/{survey}/close" Officer Plain;
    /// Asks before deleting a draft.
    DELETE: Get "/desk/surveys/{survey}/delete" Officer Plain;
    /// Deletes a draft.
    DELETE_NOW: Post "/desk/surveys/{survey}/delete" Officer Plain;
    /// Rehearses a draft.
    REHEARSE: Post "/desk/surveys/{survey}/rehearse" Officer Plain;
    /// Who is invited.
    INVITATIONS: Get "/desk/surveys/{survey}/invitations" Officer Islands;
    /// Invites from a list.
    INVITATIONS_ADD: Post "/desk/surveys/{survey}/invitations" Officer Plain LIST;
    /// Reminds those who have not answered.
    REMIND: Post "/desk/surveys/{survey}/remind" Officer Plain;
    /// How many are eligible in each partnership.
    FRAME_SAVE: Post "/desk/surveys/{survey}/frame" Officer Plain;
    /// A poster with a code.
    POSTER: Get "/desk/surveys/{survey}/poster" Officer Plain;
    /// With whom it is shared.
    SHARING: Get "/desk/surveys/{survey}/sharing" Officer Plain;
    /// Shares it, or not any more.
    SHARING_SAVE: Post "/desk/surveys/{survey}/sharing" Officer Plain;
    /// What was done.
    HISTORY: Get "/desk/surveys/{survey}/history" Officer Plain;
    /// Undoes the last change of the draft.
    UNDO: Post "/desk/surveys/{survey}/undo" Officer Plain;
    /// Makes results public.
    RESULTS_PUBLISH: Post "/desk/surveys/{survey}/results" Officer Plain;
    /// Who answered.
    WHO: Get "/desk/surveys/{survey}/who" Reader Plain;
    /// Chooses with whom those who answered are compared.
    BASE_CHOOSE: Post "/desk/surveys/{survey}/who" Officer Plain;
    /// Whom to reach next, and how.
    NEXT: Get "/desk/surveys/{survey}/who/next" Officer Plain;
    /// Takes a task.
    TASK_TAKE: Post "/desk/surveys/{survey}/who/next" Officer Plain;
    /// Closes a task, or opens it again.
    TASK_FINISH: Post "/desk/surveys/{survey}/who/tasks" Officer Plain;
    /// By deprivation.
    WHO_DEPRIVATION: Get "/desk/surveys/{survey}/who/deprivation" Reader Plain;
    /// Place by place.
    WHO_PLACES: Get "/desk/surveys/{survey}/who/places" Reader Plain;
    /// By two characteristics together.
    WHO_TOGETHER: Get "/desk/surveys/{survey}/who/together" Reader Plain;
    /// By what was left out.
    WHO_UNANSWERED: Get "/desk/surveys/{survey}/who/unanswered" Reader Plain;
    /// Answers as they would be if all groups had come alike.
    WHO_WEIGHED: Get "/desk/surveys/{survey}/who/weighed" Reader Plain;
    /// What people answered.
    ANSWERED: Get "/desk/surveys/{survey}/results" Reader Plain;
    /// What changed since an earlier wave.
    WAVES: Get "/desk/surveys/{survey}/waves" Reader Plain;
    /// Research files.
    EXPORTS: Get "/desk/surveys/{survey}/exports" Reader Islands;
    /// Asks for one.
    EXPORT_ASK: Post "/desk/surveys/{survey}/exports" Reader Plain;
    /// Decides a request as the second person.
    EXPORT_DECIDE: Post "/desk/surveys/{survey}/exports/decide" Officer Plain;
    /// Downloads one.
    EXPORT_FILE: Get "/exports/{export}" Reader Data;
    /// Asks that free text be released, or releases it.
    TEXT_RELEASE: Post "/desk/surveys/{survey}/text" Officer Plain;

    /// The installation.
    ADMIN: Get "/admin" Administrator Plain;
    /// Adds a body.
    ADMIN_BODY: Post "/admin/bodies" Administrator Plain;
    /// Adds a body to a partnership.
    ADMIN_BODY_PLACE: Post "/admin/bodies/place" Administrator Plain;
    /// Invites an administrator.
    ADMIN_INVITE: Post "/admin/invite" Administrator Plain;
    /// Lets an account sign in or not.
    ADMIN_ACCOUNT: Post "/admin/accounts" Administrator Plain;

    /// Files by digest.
    ASSET: Get "/assets/{file}" Anyone Data;
    /// The colours of a partnership.
    THEME: Get "/theme/{file}" Anyone Data;
    /// A logo.
    LOGO: Get "/logo/{file}" Anyone Data;
    /// Whether the program runs.
    LIVE: Get "/health/live" Anyone Data;
    /// Whether it can do its work.
    READY: Get "/health/ready" Anyone Data;
    /// How far a job is, for its island.
    JOB_PROGRESS: Post "/api/job_progress" Officer Data;
}
