//! Handlers of invitations to a survey: adding people, reminding them, how many could answer.

use app::{invitation as pages, part::form::Form};
use axum::extract::{Path, Query};
use domain::{
    id::{PartnershipId, SurveyId},
    problem::Problem,
};
use service::{
    Error,
    invitation::{self as invitations, Added},
    survey::share,
};

use super::{
    frame::{self, AtSurvey},
    reply::{Answer, Reply},
    request::{Call, Posted, Uploaded},
    survey::{Asked, path},
};

async fn page(call: &Call, at: &AtSurvey, form: &Form, just: &str, added: Option<&Added>) -> Result<String, Error> {
    let ctx = call.ctx();
    let invited = invitations::show(ctx, &at.editor).await?;
    let frame = share::frame(ctx, &at.editor).await?;
    let named = invitations::partnerships_named(ctx, &at.survey).await?;
    let shown = pages::Shown { invited: &invited, frame: &frame, named: &named, just };
    Ok(match added {
        Some(added) => pages::added(&call.visit, at.head(ctx), form, &shown, added),
        None => pages::invitations(&call.visit, at.head(ctx), form, &shown),
    })
}

/// `GET /desk/surveys/{survey}/invitations`
pub async fn invitations(mut call: Call, Path(id): Path<SurveyId>, Query(asked): Query<Asked>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    Ok(Reply::page(page(&call, &at, &Form::default(), &asked.done, None).await?))
}

/// `POST /desk/surveys/{survey}/invitations`: the answer says what became of every line, so it is a page of its own;
/// sent again, it invites nobody twice.
pub async fn add(mut call: Call, Path(id): Path<SurveyId>, sent: Uploaded) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let list = match sent.file("file") {
        Some(bytes) => text_of(bytes),
        None => sent.value("list").to_owned(),
    };
    match invitations::add(call.ctx(), &at.editor, &list).await {
        Ok(added) => {
            let form = Form::filled([("list", bad_lines(&list, &added.bad))]);
            Ok(Reply::page(page(&call, &at, &form, "", Some(&added)).await?))
        }
        Err(Error::Invalid(problems)) => {
            Ok(Reply::wrong(page(&call, &at, &Form::wrong(sent.fields, problems), "", None).await?))
        }
        Err(other) => Err(other.into()),
    }
}

/// The lines that could not be read, to be put right.
fn bad_lines(list: &str, bad: &[(usize, Problem)]) -> String {
    let lines: Vec<&str> = list.lines().collect();
    bad.iter().filter_map(|(number, _)| lines.get(number - 1).copied()).collect::<Vec<_>>().join("\n")
}

/// The text of a file: UTF-8, UTF-16 with its mark as spreadsheets write it, or else the old Western alphabet.
fn text_of(bytes: &[u8]) -> String {
    let wide = |read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// `POST /desk/surveys/{survey}/remind`
pub async fn remind(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let seen = form.value("waves").parse().unwrap_or(usize::MAX);
    match invitations::remind(call.ctx(), &at.editor, seen).await {
        // The second press of the same button finds that the letters are written: that is what it asked for.
        Ok(_) | Err(Error::Conflict) => Ok(Reply::to(path(id, "/invitations?done=reminded"))),
        Err(other) => Err(other.into()),
    }
}

/// `POST /desk/surveys/{survey}/frame`
pub async fn save_frame(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let known: Vec<PartnershipId> =
        share::frame(call.ctx(), &at.editor).await?.into_iter().map(|line| line.partnership.id).collect();
    let typed: Vec<(PartnershipId, String)> =
        known.into_iter().map(|id| (id, form.value(&format!("eligible-{id}")).to_owned())).collect();
    match share::save_frame(call.ctx(), &at.editor, &typed).await {
        Ok(()) => Ok(Reply::to(path(id, "/invitations?done=frame#frame"))),
        Err(Error::Invalid(problems)) => {
            Ok(Reply::wrong(page(&call, &at, &Form::wrong(form.0, problems), "", None).await?))
        }
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_as_spreadsheets_write_them() {
        let wide: Vec<u8> = [0xfeff, 0x61, 0xe9].iter().flat_map(|unit: &u16| unit.to_le_bytes()).collect();
        let turned: Vec<u8> = [0xfeff, 0x61, 0xe9].iter().flat_map(|unit: &u16| unit.to_be_bytes()).collect();
        for bytes in ["aé".as_bytes(), &wide, &turned, b"a\xe9"] {
            assert_eq!(text_of(bytes), "aé", "{bytes:?}");
        }
        assert_eq!(text_of(b""), "");
    }

    #[test]
    fn only_bad_lines_come_back() {
        let bad = [(2, Problem::new("list", "address")), (4, Problem::new("list", "address"))];
        assert_eq!(bad_lines("a@b.example\r\nnobody\n\nnowhere\nc@d.example", &bad), "nobody\nnowhere");
    }
}
