//! Places mean the same on both databases.

use std::collections::BTreeSet;

use domain::{
    id::{LocalityId, PartnershipId},
    partnership::{Kind, Profile},
    place::{Base, Classification, FigureSet, Gss, Numbers, Postcode, Zone, ZoneCode, boundary::Boundary},
    text::Text,
};
use jiff::{Timestamp, civil::date};
use store::{
    Tx,
    partnership::Partnership,
    place::{self, BoundarySet, Locality},
};

use crate::both::each_store;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn inverclyde() -> Gss {
    "S12000018".parse().unwrap()
}

fn code(number: u32) -> ZoneCode {
    format!("S01{number:06}").parse().unwrap()
}

fn zone(number: u32, name: &str) -> Zone {
    Zone { code: code(number), geography: "data_zone_2011".into(), council: inverclyde(), name: name.into() }
}

fn set(code: &str) -> FigureSet {
    FigureSet {
        code: code.into(),
        characteristic: "disability".into(),
        title: "Scotland's Census 2022: disability".into(),
        source: "National Records of Scotland".into(),
        as_of: date(2022, 3, 20),
        base: Base::PeopleAllAges,
        geography: "council".into(),
        classification: None,
        licence: "OGL v3.0".into(),
    }
}

fn numbers(all: u64) -> Numbers {
    [("all".to_owned(), all), ("limited_a_lot".to_owned(), all / 10)].into()
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

async fn partnership(tx: &mut Tx) -> PartnershipId {
    let id = PartnershipId::new(uuid(1));
    let new = Partnership {
        id,
        gss: "S12000018".into(),
        slug: "inverclyde".into(),
        kind: Kind::Partnership,
        name: "Inverclyde Alliance".into(),
        area_name: "Inverclyde".into(),
        profile: Profile::default(),
        revision: 1,
    };
    store::partnership::insert_partnership(tx, &new).await.unwrap();
    id
}

#[tokio::test]
async fn a_figure_set_is_replaced_whole() {
    each_store("a_figure_set_is_replaced_whole", async |store| {
        let mut tx = store.main.write().await.unwrap();
        let areas = [("S12000018".to_owned(), numbers(78_416)), ("S92000003".to_owned(), numbers(5_439_618))];
        place::replace_figure_set(&mut tx, &set("a"), at(1), &areas).await.unwrap();
        let by_class = FigureSet { classification: Some("simd2020v2_quintile".into()), ..set("b") };
        place::replace_figure_set(&mut tx, &by_class, at(1), &areas[..1]).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = store.main.read().await.unwrap();
        let found = place::figures_of_area(&mut tx, "S12000018").await.unwrap();
        assert_eq!(found, [(set("a"), numbers(78_416)), (by_class.clone(), numbers(78_416))]);
        drop(tx);

        // Dropped before its commit, a replacement changes nothing.
        let mut tx = store.main.write().await.unwrap();
        place::replace_figure_set(&mut tx, &set("a"), at(2), &[]).await.unwrap();
        drop(tx);
        let mut tx = store.main.write().await.unwrap();
        let newer = FigureSet { title: "Revised".into(), base: Base::Households, ..set("a") };
        place::replace_figure_set(&mut tx, &newer, at(3), &areas[1..]).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = store.main.read().await.unwrap();
        let editions = place::figure_sets(&mut tx).await.unwrap();
        let told: Vec<_> = editions.iter().map(|e| (e.set.clone(), e.areas, e.imported_at)).collect();
        assert_eq!(told, [(newer.clone(), 1, at(3)), (by_class.clone(), 1, at(1))]);
        assert_eq!(place::described_sets(&mut tx).await.unwrap(), [newer.clone(), by_class.clone()]);
        assert_eq!(place::sets_about(&mut tx, "disability", "council").await.unwrap(), [newer, by_class.clone()]);
        assert_eq!(place::sets_about(&mut tx, "disability", "data_zone_2011").await.unwrap(), []);
        assert_eq!(place::geographies(&mut tx).await.unwrap(), ["council"]);
        assert_eq!(place::figures_of_area(&mut tx, "S12000018").await.unwrap(), [(by_class, numbers(78_416))]);
        assert_eq!(place::figures_of_area(&mut tx, "S12000099").await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn many_areas_are_written_and_read_in_batches() {
    each_store("many_areas_are_written_and_read_in_batches", async |store| {
        for count in [0_u32, 1, 199, 200, 201, 450] {
            let areas: Vec<(String, Numbers)> =
                (0..count).map(|number| (code(number).to_string(), numbers(u64::from(number)))).collect();
            let mut tx = store.main.write().await.unwrap();
            place::replace_figure_set(&mut tx, &set("dz"), at(1), &areas).await.unwrap();
            tx.commit().await.unwrap();
            let mut tx = store.main.read().await.unwrap();
            let asked: Vec<String> = (0..count + 5).map(|number| code(number).to_string()).collect();
            let mut found = place::figures_of_areas(&mut tx, &asked).await.unwrap();
            found.sort();
            let expected: Vec<_> =
                areas.iter().map(|(area, numbers)| ("dz".to_owned(), area.clone(), numbers.clone())).collect();
            assert_eq!(found, expected, "{count}");
            let in_set = place::figures_in_set(&mut tx, "dz", &asked).await.unwrap();
            assert_eq!(in_set, areas, "{count}");
            assert!(place::figures_in_set(&mut tx, "other", &asked).await.unwrap().is_empty());
        }
    })
    .await;
}

#[tokio::test]
async fn zones_are_known_by_code_and_by_council() {
    each_store("zones_are_known_by_code_and_by_council", async |store| {
        let mut tx = store.main.write().await.unwrap();
        let many: Vec<Zone> = (1..=250).map(|number| zone(number, "Greenock East")).collect();
        place::upsert_zones(&mut tx, &many).await.unwrap();
        let moved = Zone { council: "S12000038".parse().unwrap(), ..zone(2, "Éilean, “West”") };
        place::upsert_zones(&mut tx, std::slice::from_ref(&moved)).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.read().await.unwrap();
        assert_eq!(place::zone_by_code(&mut tx, code(2)).await.unwrap(), Some(moved));
        assert_eq!(place::zone_by_code(&mut tx, code(999)).await.unwrap(), None);
        let own = place::zones_of_council(&mut tx, inverclyde()).await.unwrap();
        assert_eq!((own.len(), &own[0], &own[1]), (249, &many[0], &many[2]));
        assert_eq!(place::zones(&mut tx).await.unwrap().len(), 250);
        let counts = place::zone_counts(&mut tx).await.unwrap();
        let edition = "data_zone_2011".to_owned();
        let other: Gss = "S12000038".parse().unwrap();
        assert_eq!(counts, [(edition.clone(), inverclyde(), 249), (edition, other, 1)]);
    })
    .await;
}

#[tokio::test]
async fn a_classification_is_replaced_whole_and_counted() {
    each_store("a_classification_is_replaced_whole_and_counted", async |store| {
        let fifths = Classification {
            code: "simd2020v2_quintile".into(),
            characteristic: "deprivation".into(),
            title: "SIMD fifths".into(),
            edition: "2020v2".into(),
            source: "Scottish Government".into(),
            as_of: date(2020, 1, 28),
            geography: "data_zone_2011".into(),
            licence: "OGL v3.0".into(),
        };
        let mut tx = store.main.write().await.unwrap();
        let zones: Vec<Zone> = (1..=300).map(|number| zone(number, "Greenock")).collect();
        place::upsert_zones(&mut tx, &zones).await.unwrap();
        let old = [(code(1), "5".to_owned()), (code(300), "5".to_owned())];
        place::replace_classification(&mut tx, &fifths, at(1), &old).await.unwrap();
        let new: Vec<_> = (1..=299).map(|number| (code(number), (number % 5 + 1).to_string())).collect();
        place::replace_classification(&mut tx, &fifths, at(2), &new).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = store.main.read().await.unwrap();
        let editions = place::classifications(&mut tx).await.unwrap();
        assert_eq!((editions[0].zones, editions[0].imported_at), (299, at(2)));
        assert_eq!(editions[0].classification, fifths);
        assert_eq!(place::described_classifications(&mut tx).await.unwrap(), std::slice::from_ref(&fifths));
        assert_eq!(place::class_of_zone(&mut tx, &fifths.code, code(4)).await.unwrap().as_deref(), Some("5"));
        assert_eq!(place::class_of_zone(&mut tx, &fifths.code, code(300)).await.unwrap(), None);
        assert_eq!(place::class_of_zone(&mut tx, "other", code(4)).await.unwrap(), None);
        assert_eq!(place::classes(&mut tx, &fifths.code).await.unwrap(), new);
        assert_eq!(place::classes_of_council(&mut tx, &fifths.code, inverclyde()).await.unwrap(), new);
        assert!(place::classes_of_council(&mut tx, &fifths.code, Gss::SCOTLAND).await.unwrap().is_empty());
        let all: Vec<ZoneCode> = zones.iter().map(|zone| zone.code).collect();
        let counts = place::count_classes(&mut tx, &fifths.code, &all).await.unwrap();
        let expected = [("1", 59), ("2", 60), ("3", 60), ("4", 60), ("5", 60)];
        assert_eq!(counts, expected.map(|(class, count)| (class.to_owned(), count)).into());
        let few = place::count_classes(&mut tx, &fifths.code, &[code(4), code(9), code(300)]).await.unwrap();
        assert_eq!(few, [("5".to_owned(), 2)].into());
        drop(tx);

        let mut tx = store.main.write().await.unwrap();
        let unknown = place::replace_classification(&mut tx, &fifths, at(3), &[(code(999), "1".into())]).await;
        assert!(unknown.unwrap_err().is_dangling());
    })
    .await;
}

#[tokio::test]
async fn localities_keep_their_codes() {
    each_store("localities_keep_their_codes", async |store| {
        let mut tx = store.main.write().await.unwrap();
        let inverclyde = partnership(&mut tx).await;
        let zones: Vec<Zone> = (1..=4).map(|number| zone(number, "Greenock")).collect();
        place::upsert_zones(&mut tx, &zones).await.unwrap();
        let locality = |number: u128, code: &str, name: Text| Locality {
            id: LocalityId::new(uuid(number)),
            partnership: inverclyde,
            code: code.into(),
            name,
            removed_at: None,
        };
        let east = locality(11, "east", Text::both("East", "An Ear"));
        let west = locality(12, "west", Text::english("West"));
        for one in [&west, &east] {
            place::insert_locality(&mut tx, one).await.unwrap();
        }
        let set = |numbers: &[u32]| numbers.iter().map(|number| code(*number)).collect::<BTreeSet<_>>();
        place::set_zones_of_locality(&mut tx, east.id, &set(&[1, 2])).await.unwrap();
        place::set_zones_of_locality(&mut tx, west.id, &set(&[3])).await.unwrap();
        place::set_zones_of_locality(&mut tx, east.id, &set(&[2, 4])).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = store.main.read().await.unwrap();
        assert_eq!(place::localities_of(&mut tx, inverclyde).await.unwrap(), [east.clone(), west.clone()]);
        assert_eq!(place::zones_of_locality(&mut tx, east.id).await.unwrap(), [code(2), code(4)]);
        assert_eq!(place::locality_of_zone(&mut tx, inverclyde, code(3)).await.unwrap(), Some(west.clone()));
        assert_eq!(place::locality_of_zone(&mut tx, inverclyde, code(1)).await.unwrap(), None);
        drop(tx);

        let mut tx = store.main.write().await.unwrap();
        let renamed = Text::english("The East");
        assert!(place::rename_locality(&mut tx, east.id, &renamed).await.unwrap());
        assert!(place::remove_locality(&mut tx, west.id, at(9)).await.unwrap());
        assert!(!place::remove_locality(&mut tx, west.id, at(10)).await.unwrap());
        assert!(!place::rename_locality(&mut tx, west.id, &renamed).await.unwrap());
        tx.commit().await.unwrap();

        let mut tx = store.main.read().await.unwrap();
        let removed = Locality { removed_at: Some(at(9)), ..west.clone() };
        assert_eq!(place::localities_of(&mut tx, inverclyde).await.unwrap(), [Locality { name: renamed, ..east }]);
        assert_eq!(place::locality_by_id(&mut tx, west.id).await.unwrap(), Some(removed.clone()));
        assert_eq!(place::locality_by_code(&mut tx, inverclyde, "west").await.unwrap(), Some(removed));
        assert_eq!(place::locality_by_code(&mut tx, inverclyde, "north").await.unwrap(), None);
        assert_eq!(place::locality_codes(&mut tx, inverclyde).await.unwrap(), ["east", "west"]);
        assert_eq!(place::locality_of_zone(&mut tx, inverclyde, code(3)).await.unwrap(), None);
        let zones = place::zones_of_localities(&mut tx, inverclyde).await.unwrap();
        assert_eq!(zones, [(code(2), "east".to_owned()), (code(4), "east".to_owned())]);
        drop(tx);

        let mut tx = store.main.write().await.unwrap();
        let again = Locality { id: LocalityId::new(uuid(13)), ..west };
        assert!(place::insert_locality(&mut tx, &again).await.unwrap_err().is_duplicate());
    })
    .await;
}

#[tokio::test]
async fn a_directory_of_postcodes_is_replaced_in_batches() {
    each_store("a_directory_of_postcodes_is_replaced_in_batches", async |store| {
        let postcode = |number: u32| -> Postcode {
            let unit = ["AA", "AB", "AD", "AE"][(number % 4) as usize];
            format!("PA{}{}{unit}", number / 40 % 90 + 10, number / 4 % 10).parse().unwrap()
        };
        let mut tx = store.main.write().await.unwrap();
        assert!(!place::has_postcodes(&mut tx).await.unwrap());
        place::upsert_zones(&mut tx, &[zone(1, "Greenock"), zone(2, "Gourock")]).await.unwrap();
        let all: Vec<_> = (0..1_001).map(|number| (postcode(number), code(number % 2 + 1))).collect();
        place::insert_postcodes(&mut tx, &all).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.read().await.unwrap();
        assert_eq!(place::postcode_count(&mut tx).await.unwrap(), 1_001);
        assert!(place::has_postcodes(&mut tx).await.unwrap());
        assert_eq!(place::zone_of_postcode(&mut tx, &postcode(7)).await.unwrap(), Some(code(2)));
        assert_eq!(place::zone_of_postcode(&mut tx, &"G1 1AA".parse().unwrap()).await.unwrap(), None);
        drop(tx);
        let mut tx = store.main.write().await.unwrap();
        place::remove_postcodes(&mut tx).await.unwrap();
        place::insert_postcodes(&mut tx, &all[..1]).await.unwrap();
        let twice = place::insert_postcodes(&mut tx, &all[..1]).await;
        assert!(twice.unwrap_err().is_duplicate());
        drop(tx);
        let mut tx = store.main.read().await.unwrap();
        assert_eq!(place::postcode_count(&mut tx).await.unwrap(), 1_001);
    })
    .await;
}

#[tokio::test]
async fn boundaries_are_replaced_by_geography() {
    each_store("boundaries_are_replaced_by_geography", async |store| {
        let boundary = |area: &str, side: i32| Boundary {
            area: area.to_owned(),
            rings: vec![vec![[0, 0], [side, 0], [side, side]]],
        };
        let set = |geography: &str, second| BoundarySet {
            geography: geography.into(),
            source: "National Records of Scotland".into(),
            licence: "OGL v3.0".into(),
            as_of: date(2014, 11, 6),
            imported_at: at(second),
        };
        let mut tx = store.main.write().await.unwrap();
        let zones = [boundary("S01000001", 1), boundary("S01000002", 2)];
        place::replace_boundaries(&mut tx, &set("data_zone_2011", 1), &zones).await.unwrap();
        place::replace_boundaries(&mut tx, &set("council", 2), &[boundary("S12000018", 3)]).await.unwrap();
        let known = ["S01000001", "S01000002", "S12000018", "S01000009"].map(str::to_owned);
        assert_eq!(place::boundaries_of(&mut tx, &known).await.unwrap().len(), 3);
        place::replace_boundaries(&mut tx, &set("data_zone_2011", 3), &[boundary("S01000002", 4)]).await.unwrap();
        let found = place::boundaries_of(&mut tx, &known).await.unwrap();
        assert_eq!(found, [boundary("S01000002", 4), boundary("S12000018", 3)]);
        let sets = place::boundary_sets(&mut tx).await.unwrap();
        assert_eq!(sets, [set("council", 2), set("data_zone_2011", 3)]);
        tx.commit().await.unwrap();
    })
    .await;
}
