//! Dates and times in words, in each language: "Friday 18 December 2026, 5pm".

use jiff::civil::{Date, DateTime, Time, Weekday};

use crate::text::Language;

const DAYS: [[&str; 2]; 7] = [
    ["Monday", "Diluain"],
    ["Tuesday", "Dimàirt"],
    ["Wednesday", "Diciadain"],
    ["Thursday", "Diardaoin"],
    ["Friday", "Dihaoine"],
    ["Saturday", "Disathairne"],
    ["Sunday", "Didòmhnaich"],
];

const MONTHS: [[&str; 2]; 12] = [
    ["January", "Faoilleach"],
    ["February", "Gearran"],
    ["March", "Màrt"],
    ["April", "Giblean"],
    ["May", "Cèitean"],
    ["June", "Ògmhios"],
    ["July", "Iuchar"],
    ["August", "Lùnastal"],
    ["September", "Sultain"],
    ["October", "Dàmhair"],
    ["November", "Samhain"],
    ["December", "Dùbhlachd"],
];

const fn column(language: Language) -> usize {
    match language {
        Language::English => 0,
        Language::Gaelic => 1,
    }
}

fn weekday(day: Weekday, language: Language) -> &'static str {
    DAYS[usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)][column(language)]
}

/// The name of a month, 1 to 12.
fn month(number: i8, language: Language) -> &'static str {
    let index = usize::try_from(number - 1).unwrap_or(0).min(11);
    MONTHS[index][column(language)]
}

/// "Friday 18 December 2026".
pub fn long_date(date: Date, language: Language) -> String {
    format!("{} {}", weekday(date.weekday(), language), plain_date(date, language))
}

/// "Friday 18 December": where the year is plain.
pub fn day_and_month(date: Date, language: Language) -> String {
    format!("{} {} {}", weekday(date.weekday(), language), date.day(), month(date.month(), language))
}

/// "18 December 2026".
pub fn plain_date(date: Date, language: Language) -> String {
    format!("{} {} {}", date.day(), month(date.month(), language), date.year())
}

/// "18 December".
pub fn short_date(date: Date, language: Language) -> String {
    format!("{} {}", date.day(), month(date.month(), language))
}

/// "5pm", "11:42am", "midday", "midnight"; in Gaelic "5f", "11:42m".
pub fn clock(time: Time, language: Language) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (hour, minute, language) {
        (0, 0, Language::English) => return "midnight".to_owned(),
        (12, 0, Language::English) => return "midday".to_owned(),
        (0, 0, Language::Gaelic) => return "meadhan-oidhche".to_owned(),
        (12, 0, Language::Gaelic) => return "meadhan-latha".to_owned(),
        _ => {}
    }
    let half = match (hour < 12, language) {
        (true, Language::English) => "am",
        (false, Language::English) => "pm",
        (true, Language::Gaelic) => "m",
        (false, Language::Gaelic) => "f",
    };
    let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
    if minute == 0 { format!("{shown}{half}") } else { format!("{shown}:{minute:02}{half}") }
}

/// "Friday 18 December 2026, 5pm".
pub fn moment(at: DateTime, language: Language) -> String {
    format!("{}, {}", long_date(at.date(), language), clock(at.time(), language))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn dates_read_as_people_say_them() {
        let day = date(2026, 12, 18);
        assert_eq!(long_date(day, Language::English), "Friday 18 December 2026");
        assert_eq!(long_date(day, Language::Gaelic), "Dihaoine 18 Dùbhlachd 2026");
        assert_eq!(day_and_month(day, Language::English), "Friday 18 December");
        assert_eq!(moment(day.at(17, 0, 0, 0), Language::English), "Friday 18 December 2026, 5pm");
    }

    #[test]
    fn times_read_as_people_say_them() {
        for (at, english, gaelic) in [
            (time(0, 0, 0, 0), "midnight", "meadhan-oidhche"),
            (time(0, 5, 0, 0), "12:05am", "12:05m"),
            (time(9, 0, 0, 0), "9am", "9m"),
            (time(12, 0, 0, 0), "midday", "meadhan-latha"),
            (time(12, 30, 0, 0), "12:30pm", "12:30f"),
            (time(23, 59, 0, 0), "11:59pm", "11:59f"),
        ] {
            assert_eq!(clock(at, Language::English), english);
            assert_eq!(clock(at, Language::Gaelic), gaelic);
        }
    }
}
