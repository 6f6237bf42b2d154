//! Time: instants are microseconds of UTC, dates are civil dates of Europe/London; the zone itself is an argument.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, Weekday},
    tz::TimeZone,
};

/// The instant with its nanoseconds cut off, because both databases keep microseconds.
pub fn to_the_microsecond(instant: Timestamp) -> Timestamp {
    from_micros(instant.as_microsecond())
}

/// The instant so many microseconds after 1970-01-01T00:00:00Z, or the nearest one that exists.
pub fn from_micros(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

/// The instant of a civil time in a zone. A time that is skipped in spring moves forward; one that comes twice in
/// autumn means the first.
pub fn instant_of(civil: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_ambiguous_timestamp(civil).compatible().ok()
}

/// The Monday that begins the week of a date.
pub fn week_of(date: Date) -> Date {
    let since_monday = i32::from(date.weekday().since(Weekday::Monday));
    date.checked_sub(since_monday.days()).unwrap_or(Date::MIN)
}

/// Whole days from one date to a later one, negative when it is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    to.since(from).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_week_begins_on_monday() {
        for (day, monday) in [
            (date(2026, 11, 23), date(2026, 11, 23)),
            (date(2026, 11, 29), date(2026, 11, 23)),
            (date(2027, 1, 1), date(2026, 12, 28)),
        ] {
            assert_eq!(week_of(day), monday);
        }
    }

    #[test]
    fn days_are_counted_between_dates() {
        assert_eq!(days_between(date(2026, 11, 24), date(2026, 12, 18)), 24);
        assert_eq!(days_between(date(2026, 2, 28), date(2026, 3, 1)), 1);
        assert_eq!(days_between(date(2026, 3, 1), date(2026, 2, 28)), -1);
    }

    #[test]
    fn instants_keep_microseconds_only() {
        let fine = Timestamp::from_nanosecond(1_700_000_000_123_456_789).unwrap();
        assert_eq!(to_the_microsecond(fine).as_nanosecond() % 1000, 0);
        assert_eq!(from_micros(fine.as_microsecond()), to_the_microsecond(fine));
    }
}
