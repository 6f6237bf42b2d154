//! How evenly those who were invited answered: R-indicators (B. Schouten, F. Cobben and J. Bethlehem, 2009), where people
//! were invited, enough of them answered, and the published counts are large enough to say it.
//!
//! Of officials it is known how many were invited in each partnership. Of people in a community it is not known which of
//! them were invited: then those who live here stand for them, as if they had been drawn at random (A. Bianchi,
//! N. Shlomo, B. Schouten, D. da Silva and C. Skinner, 2019), one characteristic at a time.

use domain::{
    disclosure::{Cell, Limits, declared::about_name},
    inclusion::propensity::{Indicator, Pattern, indicate},
    partnership::Kind,
    text::Text,
};
use store::survey::{Access, Survey};

use super::{Compared, base};
use crate::{Context, Result, disclosure::Newest, survey::share::FrameLine};

/// The fewest answers of each group: what rounding adds to a rate is then below a tenth of it.
const LEAST: u64 = Limits::LEAST.percentage_base;

/// How evenly the invited answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Evenness {
    /// The indicators.
    Found {
        /// How many were invited.
        invited: u64,
        /// By partnership, or by each characteristic that allows it.
        by: Vec<Evenly>,
    },
    /// It is not known how many were invited.
    NotKnown,
    /// Each characteristic has a group with too few answers: rounding would be larger than what is measured.
    TooFew,
    /// Too few of the invited answered: the indicator would be near 1 whatever happened.
    LowRate,
}

/// How evenly the groups of one characteristic answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Evenly {
    /// Its code; `partnership` where partnerships are compared.
    pub code: String,
    /// Its groups in the order of the indicator's categories: code and name.
    pub groups: Vec<(String, Text)>,
    /// The indicator.
    pub indicator: Indicator,
}

/// One group: its code and name, how many of it were invited, and how many answered.
type Group = (String, Text, u64, Cell);

/// How evenly the invited of a survey answered; none where anybody could answer, or nothing was released.
pub(super) async fn evenness(
    ctx: &Context,
    survey: &Survey,
    newest: Option<&Newest>,
    compared: &[Compared],
) -> Result<Option<Evenness>> {
    let Some(newest) = newest.filter(|_| survey.access == Access::Invited) else { return Ok(None) };
    let mut tx = ctx.store.main.read().await?;
    let owner = crate::partnership::known(&mut tx, survey.partnership).await?;
    let lines = crate::survey::share::lines(&mut tx, survey).await?;
    drop(tx);
    let invited = lines.iter().map(invited).sum();
    if owner.kind != Kind::National {
        return Ok(Some(together(invited, compared.iter().map(|one| of_population(one, invited)).collect())));
    }
    let table = newest.released.tables.get(&about_name("partnership")).map(|released| &released.table);
    let group = |line: &FrameLine| {
        let gss = line.partnership.gss.clone();
        let at = table.and_then(|table| table.dimensions().first()?.categories.iter().position(|code| *code == gss));
        let answered = table.zip(at).map_or(Cell::Withheld, |(table, at)| table.count(&[Some(at)]));
        (gss, base::area(&line.partnership), self::invited(line), answered)
    };
    let groups = lines.iter().filter(|line| line.invited > 0).map(group).collect();
    let eligible: i64 = lines.iter().filter_map(|line| line.eligible).sum();
    let found = of_groups("partnership", groups, u64::try_from(eligible).unwrap_or(0));
    Ok(Some(together(invited, vec![found])))
}

fn invited(line: &FrameLine) -> u64 {
    u64::try_from(line.invited).unwrap_or(0)
}

/// A characteristic of people of whom so many were invited, as if at random.
fn of_population(compared: &Compared, invited: u64) -> std::result::Result<Evenly, Evenness> {
    let groups = &compared.comparison.groups;
    let people: u64 = groups.iter().map(|group| group.population).sum();
    if people == 0 || invited == 0 {
        return Err(Evenness::NotKnown);
    }
    // Those who did not say belong to some group: of those invited, only the share that said is told apart.
    let comparison = &compared.comparison;
    let (said, unsaid) = (comparison.said.published().unwrap_or(0), comparison.did_not_say.published().unwrap_or(0));
    let (part, whole) = if said == 0 { (1, 1) } else { (said, said + unsaid) };
    let (part, whole) = (u128::from(part) * u128::from(invited), u128::from(whole) * u128::from(people));
    let known = &compared.population.groups;
    let group = |one: &domain::inclusion::Compared| {
        let drawn = (part * u128::from(one.population) + whole / 2) / whole;
        let name =
            known.iter().find(|known| known.code == one.code).map(|known| known.name.clone()).unwrap_or_default();
        (one.code.clone(), name, u64::try_from(drawn).unwrap_or(invited), one.participants)
    };
    of_groups(&compared.comparison.code, groups.iter().map(group).collect(), people)
}

/// How evenly these groups answered, of so many people in all; or why that cannot be said.
fn of_groups(code: &str, groups: Vec<Group>, people: u64) -> std::result::Result<Evenly, Evenness> {
    if groups.len() < 2 {
        return Err(Evenness::NotKnown);
    }
    let answered: Option<Vec<u64>> =
        groups.iter().map(|(.., answered)| answered.published().filter(|answered| *answered >= LEAST)).collect();
    let answered = answered.ok_or(Evenness::TooFew)?;
    let pattern = |(at, ((_, _, invited, _), answered)): (usize, (&Group, u64))| Pattern {
        at: vec![at],
        invited: *invited,
        responded: answered.min(*invited),
    };
    let patterns: Vec<Pattern> = groups.iter().zip(answered).enumerate().map(pattern).collect();
    let invited: u64 = patterns.iter().map(|pattern| pattern.invited).sum();
    let indicator = indicate(&patterns, &[patterns.len()], people.max(invited)).ok_or(Evenness::NotKnown)?;
    if !indicator.may_be_shown() {
        return Err(Evenness::LowRate);
    }
    let groups = groups.into_iter().map(|(code, name, ..)| (code, name)).collect();
    Ok(Evenly { code: code.to_owned(), groups, indicator })
}

/// What can be said of all of them; if nothing, the reason that is nearest to saying something.
fn together(invited: u64, all: Vec<std::result::Result<Evenly, Evenness>>) -> Evenness {
    let mut by = Vec::new();
    let mut reason = Evenness::NotKnown;
    for one in all {
        match one {
            Ok(evenly) => by.push(evenly),
            Err(Evenness::LowRate) => reason = Evenness::LowRate,
            Err(Evenness::TooFew) if reason == Evenness::NotKnown => reason = Evenness::TooFew,
            Err(_) => {}
        }
    }
    by.sort_by(|a: &Evenly, b| a.indicator.r.total_cmp(&b.indicator.r));
    if by.is_empty() { reason } else { Evenness::Found { invited, by } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(groups: &[(u64, Cell)]) -> Evenness {
        let group = |(at, (invited, answered)): (usize, &(u64, Cell))| {
            (at.to_string(), Text::english(at.to_string()), *invited, *answered)
        };
        together(2000, vec![of_groups("x", groups.iter().enumerate().map(group).collect(), 2000)])
    }

    fn r(groups: &[(u64, Cell)]) -> (f64, f64) {
        let Evenness::Found { by, .. } = of(groups) else { panic!("{:?}", of(groups)) };
        (by[0].indicator.r, by[0].indicator.response_rate)
    }

    #[test]
    fn it_is_said_only_where_it_can_be() {
        let [few, some, more] = [45, 80, 90].map(Cell::Published);
        for (groups, said) in [
            (vec![], Evenness::NotKnown),
            (vec![(100, some)], Evenness::NotKnown),
            (vec![(100, some), (100, few)], Evenness::TooFew),
            (vec![(100, some), (100, Cell::Withheld)], Evenness::TooFew),
            (vec![(900, some), (900, more)], Evenness::LowRate),
        ] {
            assert_eq!(of(&groups), said, "{groups:?}");
        }
        let (even, rate) = r(&[(200, Cell::Published(100)), (400, Cell::Published(200))]);
        assert!((even - 1.0).abs() < 1e-9 && (rate - 0.5).abs() < 1e-12);
        // Half of the people have a propensity of 0.9 and half one of 0.3: S is 0.3.
        let (skewed, _) = r(&[(200, Cell::Published(180)), (200, Cell::Published(60))]);
        assert!((skewed - 0.4).abs() < 0.01, "{skewed}");
    }

    #[test]
    fn what_can_be_said_comes_before_why_the_rest_cannot() {
        let found = of(&[(200, Cell::Published(180)), (200, Cell::Published(60))]);
        let Evenness::Found { by, .. } = found else { panic!("{found:?}") };
        let both = together(2000, vec![Err(Evenness::TooFew), Ok(by[0].clone()), Err(Evenness::LowRate)]);
        assert_eq!(both, Evenness::Found { invited: 2000, by });
        assert_eq!(together(2000, vec![Err(Evenness::TooFew), Err(Evenness::LowRate)]), Evenness::LowRate);
        assert_eq!(together(2000, vec![Err(Evenness::NotKnown), Err(Evenness::TooFew)]), Evenness::TooFew);
        assert_eq!(together(2000, Vec::new()), Evenness::NotKnown);
    }
}
