//! Where the cells of a table with all its margins lie in one flat list.

/// The sizes of a table's dimensions, each with one place more than it has categories: the last place is the margin
/// or, while counting, those who did not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    places: Vec<usize>,
}

impl Grid {
    /// A grid over dimensions with so many categories each. `None` if its cells cannot be counted.
    pub(super) fn new(categories: impl IntoIterator<Item = usize>) -> Option<Self> {
        let places: Vec<usize> =
            categories.into_iter().map(|categories| categories.checked_add(1)).collect::<Option<_>>()?;
        places.iter().try_fold(1_usize, |cells, places| cells.checked_mul(*places))?;
        Some(Self { places })
    }

    /// The number of cells, margins included.
    pub(super) fn cells(&self) -> usize {
        self.places.iter().product()
    }

    /// The number of dimensions.
    pub(super) const fn dimensions(&self) -> usize {
        self.places.len()
    }

    /// The cell at these categories, `None` meaning the last place; `None` if there is no such cell.
    pub(super) fn cell(&self, at: &[Option<usize>]) -> Option<usize> {
        if at.len() != self.places.len() {
            return None;
        }
        at.iter().zip(&self.places).try_fold(0, |cell, (category, places)| {
            let last = places - 1;
            match category {
                Some(category) if *category >= last => None,
                category => Some(cell * places + category.unwrap_or(last)),
            }
        })
    }

    /// The category of a cell in one dimension; `None` in the last place.
    pub(super) fn category(&self, cell: usize, dimension: usize) -> Option<usize> {
        let place = cell / self.stride(dimension) % self.places[dimension];
        (place + 1 < self.places[dimension]).then_some(place)
    }

    /// The categories of a cell in all dimensions.
    pub(super) fn categories(&self, cell: usize) -> Vec<Option<usize>> {
        (0..self.dimensions()).map(|dimension| self.category(cell, dimension)).collect()
    }

    /// The dimensions in which a cell is not in the last place.
    pub(super) fn specified(&self, cell: usize) -> impl Iterator<Item = usize> {
        (0..self.dimensions()).filter(move |dimension| self.category(cell, *dimension).is_some())
    }

    /// The cell in the last place of one dimension and otherwise in the same: the margin of this one.
    pub(super) fn margin(&self, cell: usize, dimension: usize) -> usize {
        let last = self.places[dimension] - 1;
        let place = cell / self.stride(dimension) % self.places[dimension];
        cell + (last - place) * self.stride(dimension)
    }

    /// The cells of all categories of one dimension that are otherwise in the same places, without their margin.
    pub(super) fn line(&self, cell: usize, dimension: usize) -> impl Iterator<Item = usize> {
        let (stride, places) = (self.stride(dimension), self.places[dimension]);
        let first = cell - cell / stride % places * stride;
        (0..places - 1).map(move |place| first + place * stride)
    }

    fn stride(&self, dimension: usize) -> usize {
        self.places[dimension + 1..].iter().product()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_categories_are_two_names_of_one_place() {
        let grid = Grid::new([3, 1, 2]).unwrap();
        assert_eq!((grid.cells(), grid.dimensions()), (24, 3));
        for cell in 0..grid.cells() {
            assert_eq!(grid.cell(&grid.categories(cell)), Some(cell));
        }
        for outside in [&[Some(3), None, None][..], &[None, None], &[]] {
            assert_eq!(grid.cell(outside), None);
        }
    }

    #[test]
    fn a_margin_ends_its_line() {
        let grid = Grid::new([3, 2]).unwrap();
        let cell = grid.cell(&[Some(1), Some(0)]).unwrap();
        assert_eq!(grid.categories(grid.margin(cell, 0)), [None, Some(0)]);
        let line: Vec<_> = grid.line(cell, 0).map(|cell| grid.categories(cell)).collect();
        assert_eq!(line, [[Some(0), Some(0)], [Some(1), Some(0)], [Some(2), Some(0)]]);
        assert_eq!(grid.specified(grid.margin(cell, 0)).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn a_grid_that_cannot_be_counted_is_none() {
        assert_eq!(Grid::new([usize::MAX]), None);
        assert_eq!(Grid::new([usize::MAX / 2, 7]), None);
    }
}
