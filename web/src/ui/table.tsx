/**
 * A table of things. On a narrow screen each row becomes a small sheet: its first line is the first column, the others
 * carry the column's name. Arrow up and down move from row to row, to the same control.
 */

import type { KeyboardEvent, ReactNode } from "react";
import { cx } from "./class-names.ts";

export interface Column<Row> {
	readonly id: string;
	readonly header: string;
	readonly cell: (row: Row) => ReactNode;
	/** Numbers stand to the right. */
	readonly align?: "end";
	/** The widest: what is too long is cut, and shown whole on a narrow screen. */
	readonly grow?: boolean;
	/** The header is for screen readers only: a column of buttons. */
	readonly hideHeader?: boolean;
	/**
	 * On a narrow screen: at the right of the first line, or a line without the column's name, where the value says by
	 * itself what it is.
	 */
	readonly narrow?: "corner" | "bare";
}

interface TableProps<Row> {
	/** Read out before the table. */
	readonly label: string;
	readonly columns: readonly Column<Row>[];
	readonly rows: readonly Row[];
	readonly rowKey: (row: Row) => string;
}

export function Table<Row>({ label, columns, rows, rowKey }: TableProps<Row>) {
	return (
		<table className="w-full max-sm:block" onKeyDown={moveBetweenRows}>
			<caption className="sr-only">{label}</caption>
			<thead className="max-sm:sr-only">
				<tr className="border-b border-line">
					{columns.map(({ id, header, align, hideHeader }) => (
						<th
							key={id}
							scope="col"
							className={cx(
								"px-3 py-2 text-xs font-semibold whitespace-nowrap text-quiet",
								align === "end" ? "text-right" : "text-left",
							)}
						>
							<span className={cx(hideHeader && "sr-only")}>{header}</span>
						</th>
					))}
				</tr>
			</thead>
			<tbody className="max-sm:grid max-sm:grid-cols-[minmax(0,1fr)] max-sm:gap-2">
				{rows.map((row) => (
					<tr
						key={rowKey(row)}
						data-row=""
						className="border-b border-line hover:bg-hover max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-1.5 max-sm:rounded-md max-sm:border max-sm:bg-surface max-sm:p-3"
					>
						{columns.map((column, index) => (
							<Cell
								key={column.id}
								column={column}
								row={row}
								place={index === 0 ? "head" : (column.narrow ?? "line")}
								isBesideCorner={index === 0 && columns.some(({ narrow }) => narrow === "corner")}
							/>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}

interface CellProps<Row> {
	readonly column: Column<Row>;
	readonly row: Row;
	/** In the small sheet. */
	readonly place: "head" | "corner" | "bare" | "line";
	readonly isBesideCorner: boolean;
}

function Cell<Row>({ column, row, place, isBesideCorner }: CellProps<Row>) {
	const { header, cell, align, grow, hideHeader } = column;
	const isNamed = place === "line" && !hideHeader;
	return (
		<td
			className={cx(
				"h-10 px-3 py-1.5 leading-[1.35] max-sm:flex max-sm:h-auto max-sm:items-baseline max-sm:gap-3 max-sm:px-0 max-sm:py-0 max-sm:break-words",
				place !== "corner" && !isBesideCorner && "max-sm:col-span-2",
				align === "end" && "text-right max-sm:text-left",
				grow && "w-full max-w-0 truncate max-sm:max-w-none max-sm:overflow-visible max-sm:whitespace-normal",
			)}
		>
			<span
				aria-hidden="true"
				className={cx("hidden w-28 shrink-0 text-xs text-quiet", isNamed && "max-sm:inline")}
			>
				{header}
			</span>
			<span className="max-sm:min-w-0">{cell(row)}</span>
		</td>
	);
}

const CONTROLS = "a[href], button:not(:disabled), input, select";

function moveBetweenRows(event: KeyboardEvent<HTMLTableElement>): void {
	if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
	const control = event.target as HTMLElement;
	if (event.defaultPrevented || control.matches("input, select, textarea")) return;
	const row = control.closest<HTMLElement>("[data-row]");
	const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")].filter(
		(one) => one === row || one.querySelector(CONTROLS) !== null,
	);
	const next = row && rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
	if (!row || !next) return;
	const position = [...row.querySelectorAll(CONTROLS)].indexOf(control);
	const controls = next.querySelectorAll<HTMLElement>(CONTROLS);
	(controls[position] ?? controls[0])?.focus();
	event.preventDefault();
}
