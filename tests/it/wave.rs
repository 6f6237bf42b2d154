//! Stories of waves: a survey beside an earlier one, for staff and for everybody.

use domain::account::Role;
use jiff::SignedDuration;

use crate::{
    harness::{
        Browser, World,
        desk::{new_survey, open, publish, set_days, skewed_answer},
    },
    stories,
};

/// Closes a survey and waits until its answers are sealed and counted.
async fn close(world: &World, officer: &mut Browser, survey: &str) {
    officer.get(&format!("{survey}/close")).await.form("/close").send(officer).await.is(200);
    for _ in 0..5 {
        world.later(SignedDuration::from_mins(2)).await;
    }
}

stories! {
    /// Two waves of the same survey are compared question by question; what was reworded breaks the trend, and everybody
    /// sees it once both are public.
    async fn two_waves_are_compared(world) {
        service::place::found(&world.ctx).await.unwrap();
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (first, word) = open(&world, &mut officer, "inverclyde", "community").await;
        skewed_answer(&world, &word, 300, 7, 0.0).await;
        officer.get(&format!("{first}/waves")).await.is(404);
        close(&world, &mut officer, &first).await;
        officer.get(&format!("{first}/results")).await.is(200);
        world.later(SignedDuration::from_hours(11)).await;
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;

        let second = new_survey(&mut officer, "inverclyde", "community").await;
        let item = officer.get(&format!("{second}/questions/safe")).await;
        let form = item.form("/questions").with("words", "How safe do you feel when you walk alone at night?");
        form.send(&mut officer).await.is(200);
        set_days(&world, &mut officer, &second).await;
        publish(&mut officer, &second).await.is(200);
        let page = officer.get(&second).await;
        let (_, rest) = page.html.split_once("folkmoot.test/s/").unwrap();
        let word_two = rest.split_once('"').unwrap().0.to_owned();
        skewed_answer(&world, &word_two, 300, 8, 0.0).await;
        let results = officer.get(&format!("{second}/results")).await;
        results.is(200).shows("What changed since the wave before");
        let waves = officer.get(&format!("{second}/waves")).await;
        waves.is(200).shows("asked both times").shows("No sign of change").shows("What is not compared");
        waves.shows("was asked in other words then").shows("Both waves were open to all");
        assert!(!waves.html.contains("NaN"));
        let file = officer.get(&format!("{second}/waves?format=csv")).await;
        file.is(200).shows("question,label,row,answers,yes_before").shows("neighbourhood,").shows("no_sign_of_change");
        assert!(!file.has("safe,"), "what was reworded is not in the file");
        // Every count in the file is one that is published: a multiple of five.
        for line in file.html.lines().skip(1) {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            for cell in (4..8).filter_map(|at| row[at].parse::<u64>().ok()) {
                assert_eq!(cell % 5, 0, "{line}");
            }
        }
        let mut public = world.browser();
        public.get(&format!("/s/{word_two}/waves")).await.is(200).shows("not");
        close(&world, &mut officer, &second).await;
        for survey in [&first, &second] {
            officer.post(&format!("{survey}/results"), &[("public", "yes")]).await.is(200);
        }
        public.get(&format!("/s/{word_two}/results")).await.shows("What changed since the wave before");
        public.get(&format!("/s/{word_two}/waves")).await.is(200).shows("asked both times");
        public.get(&format!("/gd/s/{word_two}/waves")).await.is(200).shows("an dà thuras");
        public.get(&format!("/s/{word_two}/waves?with={word}")).await.is(200);
        public.get(&format!("/s/{word_two}/waves?with=nothing")).await.is(404);
        public.get(&format!("/s/{word}/waves")).await.is(404);
        officer.post(&format!("{first}/results"), &[("public", "no")]).await.is(200);
        public.get(&format!("/s/{word_two}/waves")).await.is(404);
    }
}
