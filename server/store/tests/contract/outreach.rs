//! Ways to reach people, and tasks: taken, closed, opened again.

use domain::{
    id::{OutreachId, OutreachTaskId},
    outreach::{GroupRef, Kind, Seen, Way},
};
use jiff::civil::date;
use store::outreach::{self, Closed, Outcome, Outreach, OutreachTask};

use crate::{
    both::each_store,
    seed::{OFFICER, PARTNERSHIP, RESEARCHER, SURVEY, at, founded, uuid},
};

pub fn way(number: u128) -> Outreach {
    Outreach {
        id: OutreachId::new(uuid(number)),
        partnership: PARTNERSHIP,
        way: Way {
            name: "Young Scot “card”\nmail".into(),
            kind: Kind::Medium,
            groups: vec![group()],
            pounds: 40,
            hours: 2,
            brings: None,
            note: String::new(),
        },
        retired_at: None,
        made_at: at(1),
    }
}

fn group() -> GroupRef {
    GroupRef { characteristic: "age".into(), group: "16_24".into() }
}

pub fn task(number: u128) -> OutreachTask {
    OutreachTask {
        id: OutreachTaskId::new(uuid(number)),
        survey: SURVEY,
        group: group(),
        outreach: Some(way(1).id),
        due: Some(date(2026, 12, 1)),
        taken_by: OFFICER,
        taken_at: at(5),
        before: Seen { group: 20, all: 300 },
        closed: None,
    }
}

#[tokio::test]
async fn ways_are_kept_when_they_are_retired() {
    each_store("ways_are_kept_when_they_are_retired", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        outreach::insert_outreach(&mut tx, &way(1)).await.unwrap();
        outreach::insert_outreach(&mut tx, &Outreach { made_at: at(0), ..way(2) }).await.unwrap();
        let renamed = Way { name: "Other".into(), brings: Some(30), ..way(1).way };
        assert!(outreach::update_outreach(&mut tx, way(1).id, &renamed).await.unwrap());
        assert!(!outreach::update_outreach(&mut tx, way(9).id, &renamed).await.unwrap());
        assert!(outreach::retire_outreach(&mut tx, way(2).id, Some(at(9))).await.unwrap());
        assert!(!outreach::retire_outreach(&mut tx, way(9).id, None).await.unwrap());
        let found = outreach::outreach_of(&mut tx, PARTNERSHIP).await.unwrap();
        let retired = Outreach { made_at: at(0), retired_at: Some(at(9)), ..way(2) };
        assert_eq!(found, [retired, Outreach { way: renamed, ..way(1) }]);
        outreach::retire_outreach(&mut tx, way(2).id, None).await.unwrap();
        assert_eq!(outreach::outreach_of(&mut tx, PARTNERSHIP).await.unwrap()[0].retired_at, None);
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_task_is_closed_once_and_can_be_opened_again() {
    each_store("a_task_is_closed_once_and_can_be_opened_again", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        outreach::insert_outreach(&mut tx, &way(1)).await.unwrap();
        outreach::insert_outreach_task(&mut tx, &task(3)).await.unwrap();
        let plain = OutreachTask { outreach: None, due: None, taken_at: at(6), ..task(4) };
        outreach::insert_outreach_task(&mut tx, &plain).await.unwrap();
        assert_eq!(outreach::outreach_tasks_of(&mut tx, SURVEY).await.unwrap(), [plain, task(3)]);
        let closed = Closed {
            outcome: Outcome::GivenUp,
            reason: "No bus".into(),
            by: RESEARCHER,
            at: at(9),
            after: Seen { group: 60, all: 400 },
        };
        assert!(outreach::close_outreach_task(&mut tx, task(3).id, &closed).await.unwrap());
        let again = Closed { outcome: Outcome::Done, ..closed.clone() };
        assert!(!outreach::close_outreach_task(&mut tx, task(3).id, &again).await.unwrap());
        let found = outreach::outreach_task_by_id(&mut tx, task(3).id).await.unwrap();
        assert_eq!(found, Some(OutreachTask { closed: Some(closed), ..task(3) }));
        assert!(outreach::reopen_outreach_task(&mut tx, task(3).id).await.unwrap());
        assert!(!outreach::reopen_outreach_task(&mut tx, task(3).id).await.unwrap());
        assert_eq!(outreach::outreach_task_by_id(&mut tx, task(3).id).await.unwrap(), Some(task(3)));
        assert_eq!(outreach::outreach_task_by_id(&mut tx, task(9).id).await.unwrap(), None);
        assert_eq!(outreach::delete_outreach_tasks(&mut tx, SURVEY).await.unwrap(), 2);
        tx.commit().await.unwrap();
    })
    .await;
}
