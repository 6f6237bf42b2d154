//! Pages of accounts: signing in, the second factor, links by mail, one's own account.

mod own;
pub mod team;

use leptos::prelude::*;

pub use own::{account, recovery_codes};

use crate::{
    part::{
        field::Field,
        form::{Form, error_summary},
        list::{Tone, more, notice},
    },
    shell::{Place, Title, public},
    visit::Visit,
};

/// A page with one column.
fn sheet(visit: &Visit, title: &str, wrong: bool, body: AnyView) -> String {
    let body = view! { <div class="sheet"><div class="sheet__body flow">{body}</div></div> };
    public(visit, &Title::of(visit.t(title)).wrong(wrong), Place::Elsewhere, body.into_any())
}

/// A form on a page of its own: head, words, fields, one button.
fn form_page(
    visit: &Visit,
    key: &str,
    action: &str,
    form: &Form,
    fields: Vec<AnyView>,
    button: &str,
    after: AnyView,
) -> String {
    let words = visit.t(&format!("{key}-words"));
    let words = (!words.is_empty()).then(|| view! { <p>{words}</p> });
    let body = view! {
        {error_summary(visit, &form.problems)}
        <h1>{visit.t(key)}</h1>
        {words}
        <form method="post" action=action.to_owned() novalidate=true>
            {fields}
            <p class="actions"><button class="button" type="submit">{visit.t(button)}</button></p>
        </form>
        {after}
    };
    sheet(visit, key, form.is_wrong(), body.into_any())
}

/// Staff sign in: address and password. `next` is where they wanted to go.
pub fn sign_in(visit: &Visit, form: &Form, next: &str) -> String {
    let fields = vec![
        view! { <input type="hidden" name="next" value=next.to_owned()/> }.into_any(),
        Field::mail("address", visit.t("address")).autocomplete("username").view(visit, form),
        Field::password("password", visit.t("password")).autocomplete("current-password").view(visit, form),
    ];
    let after = view! {
        <p><a href=visit.href("/sign-in/forgot")>{visit.t("forgot")}</a></p>
        <p class="soft">{visit.t("sign-in-next")}</p>
        {more(visit.t("lost-phone"), view! { <p>{visit.t("lost-phone-words")}</p> })}
    };
    form_page(visit, "sign-in", "/sign-in", form, fields, "continue", after.into_any())
}

/// The second step: six digits, or a recovery code.
pub fn code(visit: &Visit, form: &Form, next: &str) -> String {
    let field =
        Field::line("code", visit.t("code")).hint(visit.t("code-hint")).mid().plain().autocomplete("one-time-code");
    let fields =
        vec![view! { <input type="hidden" name="next" value=next.to_owned()/> }.into_any(), field.view(visit, form)];
    let after = more(visit.t("lost-phone"), view! { <p>{visit.t("lost-phone-words")}</p> });
    form_page(visit, "enter-code", "/sign-in/code", form, fields, "sign-in-button", after)
}

/// What the page that sets up the second factor shows.
pub struct Enrol<'a> {
    /// The picture for the camera, as SVG of our own making.
    pub picture: &'a str,
    /// The same for typing.
    pub secret: &'a str,
}

/// Sets up the second factor.
pub fn enrol(visit: &Visit, form: &Form, enrol: &Enrol<'_>) -> String {
    let field = Field::line("code", visit.t("code"))
        .hint(visit.t("enrol-code-hint"))
        .short()
        .plain()
        .autocomplete("one-time-code");
    let body = view! {
        {error_summary(visit, &form.problems)}
        <h1>{visit.t("enrol")}</h1>
        <p>{visit.t("enrol-words")}</p>
        <ol>
            <li>{visit.t("enrol-app")}</li>
            <li>{visit.t("enrol-scan")}</li>
        </ol>
        <div class="qr" inner_html=enrol.picture.to_owned()></div>
        {more(visit.t("enrol-type"), view! { <p><code class="num">{enrol.secret.to_owned()}</code></p> })}
        <form method="post" action="/account/enrol" novalidate=true>
            {field.view(visit, form)}
            <p class="actions"><button class="button" type="submit">{visit.t("enrol-button")}</button></p>
        </form>
    };
    sheet(visit, "enrol", form.is_wrong(), body.into_any())
}

/// Asks for a letter with a new password.
pub fn forgot(visit: &Visit, form: &Form, asked: bool) -> String {
    if asked {
        return asked_page(visit, "forgot-asked");
    }
    let fields = vec![Field::mail("address", visit.t("address")).autocomplete("username").view(visit, form)];
    form_page(visit, "forgot-head", "/sign-in/forgot", form, fields, "send-letter", ().into_any())
}

fn asked_page(visit: &Visit, key: &str) -> String {
    let words = visit.t(&format!("{key}-words"));
    let body = view! { <h1>{visit.t(key)}</h1><p class="lead">{words}</p><p>{visit.t("letter-missing")}</p> };
    sheet(visit, key, false, body.into_any())
}

/// Chooses a new password. `with_code`: this is not the browser that asked, so the code of the letter is needed.
pub fn reset(visit: &Visit, form: &Form, token: &str, with_code: bool) -> String {
    let mut fields = Vec::new();
    if with_code {
        let hint = visit.t("other-browser");
        fields.push(
            Field::line("code", visit.t("code"))
                .hint(hint)
                .short()
                .plain()
                .autocomplete("one-time-code")
                .view(visit, form),
        );
    }
    fields.push(new_password(visit, "password", form));
    form_page(visit, "reset", &format!("/sign-in/reset/{token}"), form, fields, "reset-button", ().into_any())
}

fn new_password(visit: &Visit, name: &str, form: &Form) -> AnyView {
    let field = Field::password(name, visit.t("new-password")).hint(visit.t("new-password-hint"));
    field.autocomplete("new-password").view(visit, form)
}

/// A new password was chosen.
pub fn reset_done(visit: &Visit) -> String {
    let body = view! {
        <h1>{visit.t("reset-done")}</h1>
        <p class="lead">{visit.t("reset-done-words")}</p>
        <p class="actions"><a class="button" href=visit.href("/sign-in")>{visit.t("sign-in")}</a></p>
    };
    sheet(visit, "reset-done", false, body.into_any())
}

/// An invitation to work here.
pub fn invitation(visit: &Visit, form: &Form, token: &str, address: &str) -> String {
    let fields = vec![
        Field::line("name", visit.t("your-name")).mid().autocomplete("name").view(visit, form),
        new_password(visit, "password", form),
    ];
    let after = notice(Tone::Plain, visit.t("invitation-next"), view! { <p>{visit.t("invitation-next-words")}</p> });
    let words = view! { <p>{visit.words.with("invitation-for", &[("address", address)])}</p> };
    let after = view! { {words}{after} };
    form_page(visit, "invitation", &format!("/invitation/{token}"), form, fields, "invitation-button", after.into_any())
}

/// A link that does not work (any more).
pub fn dead_link(visit: &Visit) -> String {
    let body = view! {
        <h1>{visit.t("dead-link")}</h1>
        <p class="lead">{visit.t("dead-link-words")}</p>
        <p class="actions">
            <a class="button" href=visit.href("/me")>{visit.t("new-letter")}</a>
            <a href=visit.href("/sign-in")>{visit.t("staff-sign-in")}</a>
        </p>
    };
    sheet(visit, "dead-link", false, body.into_any())
}

/// Members of the public ask for a letter.
pub fn me(visit: &Visit, form: &Form) -> String {
    let fields = vec![Field::mail("address", visit.t("address")).autocomplete("email").view(visit, form)];
    let after = view! { <p class="soft">{visit.t("me-not-needed")}</p> };
    form_page(visit, "me", "/me", form, fields, "send-letter", after.into_any())
}

/// Members of the public type the code.
pub fn me_code(visit: &Visit, form: &Form) -> String {
    let field = Field::line("code", visit.t("code"))
        .hint(visit.t("me-code-hint"))
        .short()
        .plain()
        .autocomplete("one-time-code");
    let after = view! { <p><a href=visit.href("/me")>{visit.t("letter-again")}</a></p> };
    form_page(visit, "me-code", "/me/code", form, vec![field.view(visit, form)], "sign-in-button", after.into_any())
}

/// A link of a letter was opened: pressing the button spends it.
pub fn me_link(visit: &Visit, form: &Form, token: &str, with_code: bool) -> String {
    let fields = if with_code {
        let field = Field::line("code", visit.t("code")).hint(visit.t("other-browser")).short().plain();
        vec![field.autocomplete("one-time-code").view(visit, form)]
    } else {
        Vec::new()
    };
    form_page(visit, "me-link", &format!("/me/link/{token}"), form, fields, "sign-in-button", ().into_any())
}
