//! `data.parquet`: 32-bit numbers for codes, doubles for weights, strings for words; what they mean stands in the
//! key-value metadata. Written without a clock, a column of a row group at a time.

use std::{mem::take, sync::Arc};

use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::Type,
};
use serde_json::{Value as Json, json};

use super::{
    Data,
    markup::clean,
    parcel::Out,
    rows::{Rows, Value},
    variable::{Kind, Variable},
};
use crate::sheet::NotWritten;

/// The rows of a group: what is in memory at one time.
const GROUP: usize = 32_768;

/// Writes the file.
pub(super) fn write(out: &mut Out<'_>, data: &Data<'_>) -> Result<(), NotWritten> {
    let schema = schema(data.variables).map_err(|error| NotWritten::because(&error))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("folkmoot {}", data.about.program))
        .set_key_value_metadata(Some(metadata(data)))
        .build();
    let mut file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))
        .map_err(|error| NotWritten::because(&error))?;
    let mut columns: Vec<Column> = data.variables.iter().map(Column::of).collect();
    let mut held = 0;
    data.rows.each(&mut |row| {
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(*value);
        }
        held += 1;
        if held == GROUP {
            held = 0;
            group(&mut file, &mut columns).map_err(|error| NotWritten::because(&error))?;
        }
        Ok(())
    })?;
    if held > 0 {
        group(&mut file, &mut columns).map_err(|error| NotWritten::because(&error))?;
    }
    file.close().map_err(|error| NotWritten::because(&error))?;
    Ok(())
}

/// A column of the row group that is being gathered.
enum Column {
    Codes(Vec<i32>),
    Reals(Vec<f64>),
    Words(Vec<ByteArray>),
}

impl Column {
    fn of(variable: &Variable) -> Self {
        match variable.kind {
            Kind::Nominal | Kind::Ordinal | Kind::Whole => Self::Codes(Vec::with_capacity(GROUP)),
            Kind::Real => Self::Reals(Vec::with_capacity(GROUP)),
            Kind::Text => Self::Words(Vec::new()),
        }
    }

    fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            // The first reading has seen that every code fits.
            (Self::Codes(codes), Value::Code(code)) => codes.push(i32::try_from(code).unwrap_or(i32::MIN)),
            (Self::Reals(reals), Value::Real(real)) => reals.push(real),
            (Self::Words(all), Value::Words(words)) => {
                all.push(ByteArray::from(clean(words).into_owned().into_bytes()));
            }
            _ => {}
        }
    }
}

fn group(file: &mut SerializedFileWriter<&mut Out<'_>>, columns: &mut [Column]) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for column in columns {
        one(&mut group, column)?;
    }
    group.close()?;
    Ok(())
}

fn one<W: std::io::Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    column: &mut Column,
) -> Result<(), ParquetError> {
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    match column {
        Column::Codes(codes) => {
            writer.typed::<Int32Type>().write_batch(codes, None, None)?;
            codes.clear();
        }
        Column::Reals(reals) => {
            writer.typed::<DoubleType>().write_batch(reals, None, None)?;
            reals.clear();
        }
        Column::Words(words) => {
            writer.typed::<ByteArrayType>().write_batch(&take(words), None, None)?;
        }
    }
    writer.close()
}

fn schema(variables: &[Variable]) -> Result<Type, ParquetError> {
    let field = |variable: &Variable| {
        let (physical, logical) = match variable.kind {
            Kind::Nominal | Kind::Ordinal | Kind::Whole => (Physical::INT32, None),
            Kind::Real => (Physical::DOUBLE, None),
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        Type::primitive_type_builder(&variable.name, physical)
            .with_repetition(Repetition::REQUIRED)
            .with_logical_type(logical)
            .build()
            .map(Arc::new)
    };
    let fields = variables.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder("row").with_fields(fields).build()
}

/// What the columns mean: the title, who asked, and for every column its question, kind, labels and missing codes.
fn metadata(data: &Data<'_>) -> Vec<KeyValue> {
    let columns: serde_json::Map<String, Json> = data
        .variables
        .iter()
        .map(|variable| {
            let missing = |code: i64| variable.is_coded() && domain::response::MissingCode::from_number(code).is_some();
            let labels: serde_json::Map<String, Json> =
                variable.labels().into_iter().map(|(code, label)| (code.to_string(), Json::from(label))).collect();
            let codes: Vec<i64> =
                variable.labels().into_iter().map(|(code, _)| code).filter(|code| missing(*code)).collect();
            let of = json!({
                "label": variable.title(), "kind": variable.kind_word(), "role": variable.role_word(),
                "labels": labels, "missing": codes,
            });
            (variable.name.clone(), of)
        })
        .collect();
    vec![
        KeyValue::new("title".to_owned(), data.about.title.clone()),
        KeyValue::new("creator".to_owned(), data.about.owner.clone()),
        KeyValue::new("columns".to_owned(), Json::Object(columns).to_string()),
    ]
}
