//! Places: figures of areas, data zones and their classes, localities, postcodes.
//!
//! Figures, zones and postcodes come by the thousand, so they are written and looked up in batches.

mod batch;
pub mod boundary;
pub mod figure;
pub mod locality;
pub mod postcode;
pub mod zone;

pub use self::{
    boundary::{BoundarySet, boundaries_of, boundary_sets, replace_boundaries},
    figure::{
        Edition, described_sets, figure_sets, figures_in_set, figures_of_area, figures_of_areas, geographies,
        replace_figure_set, sets_about,
    },
    locality::{
        Locality, insert_locality, localities_of, locality_by_code, locality_by_id, locality_codes, locality_of_zone,
        remove_locality, rename_locality, set_zones_of_locality, zones_of_localities, zones_of_locality,
    },
    postcode::{has_postcodes, insert_postcodes, postcode_count, remove_postcodes, zone_of_postcode},
    zone::{
        ClassEdition, class_of_zone, classes, classes_of_council, classifications, count_classes,
        described_classifications, replace_classification, upsert_zones, zone_by_code, zone_counts, zones,
        zones_of_council,
    },
};
