//! Pseudonyms: the same again is one, and a year is forgotten.

use domain::engagement::Year;
use jiff::civil::date;
use store::recognition::{self, Recognised, Shown};

use crate::{
    both::each_store,
    seed::{PARTNERSHIP, SURVEY, founded},
};

pub fn recognised(person: u8) -> Recognised {
    Recognised {
        pseudonym: vec![person; 32],
        survey: SURVEY,
        age: if person == 1 { "16_24".into() } else { String::new() },
    }
}

#[tokio::test]
async fn somebody_is_recognised_once_and_forgotten() {
    each_store("somebody_is_recognised_once_and_forgotten", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        let year = Year::of(date(2026, 5, 1));
        assert!(recognition::insert_recognised(&mut tx, PARTNERSHIP, year, &recognised(2)).await.unwrap());
        assert!(recognition::insert_recognised(&mut tx, PARTNERSHIP, year, &recognised(1)).await.unwrap());
        assert!(!recognition::insert_recognised(&mut tx, PARTNERSHIP, year, &recognised(1)).await.unwrap());
        assert_eq!(recognition::count_people(&mut tx, PARTNERSHIP, year).await.unwrap(), 2);
        assert_eq!(recognition::count_people(&mut tx, PARTNERSHIP, year.before()).await.unwrap(), 0);
        let found = recognition::recognised_in(&mut tx, PARTNERSHIP, year).await.unwrap();
        assert_eq!(found, [recognised(1), recognised(2)]);
        assert_eq!(recognition::years_kept(&mut tx).await.unwrap(), [(PARTNERSHIP, year)]);
        assert_eq!(recognition::forget_person(&mut tx, PARTNERSHIP, year, &[1; 32]).await.unwrap(), 1);
        assert_eq!(recognition::forget_year(&mut tx, PARTNERSHIP, year).await.unwrap(), 1);
        assert_eq!(recognition::shown_of(&mut tx, PARTNERSHIP, year).await.unwrap(), None);
        for people in [10, 20] {
            let shown = Shown { figures: "{}".into(), people, ended: people == 20 };
            recognition::set_shown(&mut tx, PARTNERSHIP, year, &shown).await.unwrap();
            assert_eq!(recognition::shown_of(&mut tx, PARTNERSHIP, year).await.unwrap(), Some(shown));
        }
        tx.commit().await.unwrap();
    })
    .await;
}
