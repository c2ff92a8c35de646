/** A log-log plot as an SVG that follows the reader's light or dark theme. */
import type { Series } from '../frame/types.mts';

const width = 760;
const height = 420;
const plot = { left: 62, right: 560, top: 20, bottom: 370 };

/** Distinct in both themes and for colour-blind readers (Okabe and Ito). */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b8860b', '#56b4e9'];

const style = `
	text { font: 13px system-ui, sans-serif; fill: #24292f; }
	.grid { stroke: #d0d7de; stroke-width: 1; }
	.series { fill: none; stroke-width: 2.5; }
	@media (prefers-color-scheme: dark) {
		text { fill: #e6edf3; }
		.grid { stroke: #3d444d; }
	}`;

const escaped = (text: string): string =>
	text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Powers of ten around the values. */
function decades(values: number[]): number[] {
	const first = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
	const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
	return Array.from({ length: last - first + 1 }, (_, step) => 10 ** (first + step));
}

function scale(ticks: number[], from: number, to: number): (value: number) => number {
	const low = Math.log10(ticks[0] ?? 1);
	const high = Math.log10(ticks.at(-1) ?? 10);
	return (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
}

/** Moves labels apart that would lie on each other. */
function apart(places: number[], distance: number): number[] {
	const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
	let last = -Infinity;
	const moved: number[] = [];
	for (const { place, index } of order) {
		last = Math.max(place, last + distance);
		moved[index] = last;
	}
	return moved;
}

/** @param all time per item of each function at growing sizes */
export function plotOf(all: readonly Series[]): string {
	const lines = all.filter(({ points }) => points.length > 0);
	const points = lines.flatMap((line) => line.points);
	const xTicks = decades(points.map(({ items }) => items));
	const yTicks = decades(points.map(({ microseconds }) => microseconds));
	const x = scale(xTicks, plot.left, plot.right);
	const y = scale(yTicks, plot.bottom, plot.top);
	const labels = apart(
		lines.map((line) => y(line.points.at(-1)?.microseconds ?? 1)),
		18,
	);
	const parts = [
		...xTicks.map(
			(tick) =>
				`<line class="grid" x1="${x(tick)}" y1="${plot.top}" x2="${x(tick)}" y2="${plot.bottom}"/>` +
				`<text x="${x(tick)}" y="${plot.bottom + 20}" text-anchor="middle">${tick.toLocaleString('en-US')}</text>`,
		),
		...yTicks.map(
			(tick) =>
				`<line class="grid" x1="${plot.left}" y1="${y(tick)}" x2="${plot.right}" y2="${y(tick)}"/>` +
				`<text x="${plot.left - 8}" y="${y(tick) + 4}" text-anchor="end">${Number(tick.toPrecision(1))}</text>`,
		),
		`<text x="${(plot.left + plot.right) / 2}" y="${height - 8}" text-anchor="middle">items</text>`,
		`<text transform="rotate(-90)" x="${-(plot.top + plot.bottom) / 2}" y="16" text-anchor="middle">µs per item</text>`,
		...lines.map((line, index) => {
			const colour = colours[index % colours.length] ?? '';
			const places = line.points.map(({ items, microseconds }) => [x(items), y(microseconds)]);
			return [
				`<polyline class="series" stroke="${colour}" points="${places.map((place) => place.map((value) => value.toFixed(1)).join(',')).join(' ')}"/>`,
				...places.map(
					([cx = 0, cy = 0]) =>
						`<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="3.5" fill="${colour}"/>`,
				),
				`<line stroke="${colour}" stroke-width="2.5" x1="${plot.right + 12}" x2="${plot.right + 28}" y1="${labels[index]}" y2="${labels[index]}"/>`,
				`<text x="${plot.right + 34}" y="${(labels[index] ?? 0) + 4}">${escaped(line.name)}</text>`,
			].join('\n');
		}),
	];
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Time per item of the pure functions at growing numbers of items">
<style>${style}
</style>
${parts.join('\n')}
</svg>
`;
}
