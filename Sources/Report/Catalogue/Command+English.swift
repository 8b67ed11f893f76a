// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: the command.
    static let command = #"""
        command.begins-in-history	The delivery begins within the history, whose last day is {last}. Begin later, or hide the later days with --as-of {before}.
        command.as-of-too-late	The day after which all is hidden has to be before the delivery begins, on {begin}.
        command.no-file	There is no such file. Check the path.
        command.not-readable	This cannot be read. Check that it is a file and that you may read it.
        command.cannot-write	This cannot be written. Check that the folder exists and may be written.
        command.folder-in-use	This folder is not empty. Name a new or an empty one.
        command.not-json	This is not the JSON that is expected here: {detail}.
        command.no-history	There is no history: the brief names none, and the workspace holds none. Name a file under `history:`, or import one.
        command.no-scenario	There is no such scenario. Accepted are: {known}.
        command.bad-option	{option} does not take this value. Accepted is {accepted}.
        command.fault	This is a fault of the program: {detail}. Please report it.
        command.first-delivery	There is no history yet. All curves are taken from general experience with such channels, so the ranges are wide; a first delivery teaches the most when every channel gets some money.
        command.file-skipped	{file} was skipped ({reason}).
        command.reference	GLPK alone, on the full tangent program: {optimum} ({rows} rows, {columns} columns, status {status}); the plan: {value}, its bound: {bound}.
        command.import-file	{file}: {format}, {encoding}; {taken} of {rows} {rows:row|rows} taken.
        command.import-days	{first} to {last}, {lines} {lines:line|lines}
        command.import-dropped	{count} dropped, {reason}: line {lines}
        command.import-dropped-field	{count} dropped, {reason}: line {lines} (for example {field} "{found}")
        command.import-repeated	columns that stand twice, the first was used: {columns}
        command.import-unused	columns not used: {columns}
        command.import-missing	not in the file: {outcomes}
        command.import-need	Still missing: {outcome}. {scenarios} need it.
        command.import-reading	reading {file}: {rows} rows
        command.import-spend-changed	The spend of {count} rows changed, which is unusual: it is final on the next day. Do two files tell of different channels? Then name each with --channel.
        command.import-older	{count} {count:row has|rows have} replaced numbers that were downloaded later: were the files imported in the wrong order?
        command.no-exports	There is nothing here that could be imported: no CSV, TSV, zip or xlsx file of a known layout.
        command.import-dry-run	Nothing was written.
        command.import-written	Written to {folder}.
        command.import-orders	{file}: orders; {taken} of {rows} {rows:row|rows} taken, {customers} {customers:customer|customers}, {first} to {last}
        command.import-orders-hidden	Customers are stored under names that lead back to nobody; the key that makes them is in {file}. Keep it with the workspace, and away from its backups.
        command.import-orders-stored	{count} {count:order|orders} stored; value without a file reads them.
        command.import-orders-left	{file}: orders go into a workspace only; left out.
        command.import-stored	{added} added, {restated} restated, {unchanged} unchanged.
        command.initialized	The workspace is ready. Read {brief}, then plan it.
        command.initialized-empty	The workspace is ready. Import your exports, fill in {brief}, then plan it.
        command.simulated	Wrote {rows} {rows:row|rows} and {goods} goods to {folder}.
        records.drop.total	rows of totals
        records.drop.header	the header once more
        records.drop.ragged	wrong number of fields
        records.drop.bad-date	not a date
        records.drop.bad-number	not a number
        records.drop.negative	below zero
        records.drop.repeated	repeated
        records.drop.odd-period	not a whole period
        records.drop.bad-encoding	not readable as text
        records.skip.copy	a copy of another file
        records.skip.lock	a lock or temporary file
        records.skip.kind	not a table
        records.skip.unknown	a table of another kind
        """#
}
