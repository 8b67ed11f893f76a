// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: reading and writing histories and exports.
    static let records = #"""
        records.bad-archive	This zip archive cannot be read; unpack it and import the files.
        records.bad-date	This is not a date; expected the form 2026-07-04.
        records.bad-encoding	This is not readable as UTF-8 text; save the file as CSV in UTF-8, or import it as an export.
        records.bad-money	This is not an amount of yuan; expected digits with at most two decimals, such as 1234.50.
        records.bad-number	This is not a number; expected digits such as 310 or 310.5, or nothing when not known.
        records.duplicate	{key} stands here a second time; keep one row.
        records.duplicate-day	{key} has a second row for {day}; keep one row for each day and line.
        records.empty	The file is empty; expected a header row with column names.
        records.empty-field	This field must be filled; for a dimension that you do not split by, write all.
        records.ends-before-begin	The end is before the begin, {begin}; expected the same day or a later one.
        records.first-at-line	The first one is in line {line}.
        records.import-currency	Amounts are in {units}; they were taken as they are, and read as yuan everywhere else.
        records.import-empty-spend	{count} {count:field without spend was|fields without spend were} taken as zero.
        records.import-no-channel	The report does not say which channel it is about; the channel is called all. Name it to plan by channel.
        records.import-commission-computed	The report does not say what commission was paid; it was taken as sales times the rate, read as {unit}.
        records.header-lacks	This row looks like the header, but it lacks: {fields}. Name the columns with --map "COLUMN=spend".
        records.not-a-table	This is not a table of text. Save it as CSV (or xlsx) and import that.
        records.import-shop-only	Sales are known for the shop in total only, not by channel; curves can only be estimated from how they move together.
        records.log-bad-propensity	Row {row} of the log has a propensity that is no chance; expected above 0, at most 1.
        records.log-different-lengths	The columns of the log have different lengths.
        records.log-not-finite	Row {row} of the log has a value that is no ordinary number.
        records.log-out-of-range	Row {row} of the log names an action or slot that does not exist.
        records.log-too-few-rows	A randomized log needs at least two rows.
        records.missing-column	The column {name} is missing from the header.
        records.mixed-cadence	The step from {after} to {day} breaks the rhythm; expected days, weeks or months throughout.
        records.nearest-column	Did you mean {name}?
        records.negative	This is below zero; expected zero or more.
        records.no-file	There is no such file; check the name and the folder.
        records.out-of-order	This day is earlier than {previous} in line {line}; sort the rows by date.
        records.ragged-row	This row has {found} fields where the header has {expected}.
        records.repeated-column	This column stands twice in the header; keep one of them.
        records.span-too-long	The days reach from {first} to this one; expected less than a hundred years, so one of them is wrong.
        records.sum-too-large	The amounts exceed {limit} in all; check the unit of the money columns.
        records.too-long-row	A row is longer than {limit} bytes; is this a text file with line ends?
        records.too-many-columns	A row has more than {limit} columns.
        records.too-many-rows	The file has more than {limit} rows; split it by date.
        records.unknown-column	No such column is known; accepted are {accepted}.
        records.unknown-format	This export is not recognised; accepted are {accepted}, or give the columns yourself.
        records.unreadable	The file cannot be read (system error {code})
        records.unterminated-quote	A quoted field does not end properly; a quote inside quotes is written twice ("")
        records.unwritable	The file cannot be written (system error {code}); check that the folder exists and may be written.
        records.zero-byte	The file contains a zero byte, so it is damaged or not a text file; expected CSV text.
        """#
}
