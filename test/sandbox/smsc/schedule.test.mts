import { formatDate } from './wire/time.mts';
import { OTHER_PHONE, PHONE, sendSms, useSmsc } from './testing/smsc.mts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('when a message goes', () => {
	const use = useSmsc();
	const only = () => use.smsc.messages[0];
	/** Tomorrow 10:30 in Moscow, whatever the clock says. */
	const tomorrow = () => {
		const day = formatDate(use.sandbox.clock.now() + 24 * HOUR, 180).slice(0, 10);
		const [d = '', m = '', y = ''] = day.split('.');
		return { d, m, y: y.slice(2), at: `${y}-${m}-${d}T07:30:00.000Z` };
	};

	it('takes DDMMYYhhmm and DD.MM.YY hh:mm as Moscow time', async () => {
		const { d, m, y, at } = tomorrow();
		await sendSms(use.smsc, { time: `${d}${m}${y}1030` });
		await sendSms(use.smsc, { time: `${d}.${m}.${y} 10:30`, mes: 'b' });
		expect(use.smsc.messages.map(({ scheduledAt }) => scheduledAt)).toEqual([at, at]);
	});

	it('counts tz from Moscow, and without it takes the zone of the account', async () => {
		const { d, m, y, at } = tomorrow();
		use.smsc.settings.utcOffsetMinutes = 300;
		await sendSms(use.smsc, { time: `${d}${m}${y}1230` });
		await sendSms(use.smsc, { time: `${d}${m}${y}1030`, tz: '0' });
		await sendSms(use.smsc, { time: `${d}${m}${y}1130`, tz: '1' });
		expect(use.smsc.messages.map(({ scheduledAt }) => scheduledAt)).toEqual([at, at, at]);
	});

	it('takes 0<unix> and +<minutes>, and holds the message until then', async () => {
		const due = Math.ceil(use.sandbox.clock.now() / 1000) * 1000 + HOUR;
		await sendSms(use.smsc, { time: `0${due / 1000}` });
		await sendSms(use.smsc, { time: '+60', mes: 'b' });
		expect(only()?.scheduledAt).toBe(new Date(due).toISOString());
		await use.sandbox.clock.advance(HOUR - 1000);
		expect(use.smsc.messages.map(({ status }) => status)).toEqual(['-1', '-1']);
		await use.sandbox.clock.advance(4000);
		expect(use.smsc.messages.map(({ status }) => status)).toEqual(['1', '1']);
	});

	it('waits for the window h1-h2', async () => {
		const hour = Number(formatDate(use.sandbox.clock.now(), 180).slice(11, 13));
		const window = (from: number) => `${(hour + from) % 24}-${(hour + from + 1) % 24}`;
		await sendSms(use.smsc, { time: window(0) });
		await sendSms(use.smsc, { time: '0-24', mes: 'b' });
		await sendSms(use.smsc, { time: window(2), mes: 'c' });
		await sendSms(use.smsc, { time: window(23), mes: 'd' });
		const hours = use.smsc.messages.map(({ scheduledAt }) =>
			scheduledAt === null ? null : formatDate(Date.parse(scheduledAt), 180).slice(11),
		);
		const at = (add: number) => `${String((hour + add) % 24).padStart(2, '0')}:00:00`;
		expect(hours).toEqual([null, null, at(2), at(23)]);
		const last = Date.parse(use.smsc.messages[3]?.scheduledAt ?? '') - use.sandbox.clock.now();
		expect(last).toBeGreaterThan(22 * HOUR);
	});

	it('sends at once what was planned for the past', async () => {
		await sendSms(use.smsc, { time: '0101010000' });
		await use.sandbox.clock.advance(2000);
		expect(only()).toMatchObject({ scheduledAt: null, status: '1' });
	});

	it.each(['3102261030', '32.01.26 10:30', '2026-01-01 10:30', '25-26', '5-5', '1', '+x', '01234'])(
		'refuses %s with 5',
		async (time) => {
			expect((await sendSms(use.smsc, { time })).json).toMatchObject({ error_code: 5 });
			expect(use.smsc.messages).toEqual([]);
		},
	);

	it('spreads a mailing over period in portions by freq', async () => {
		const phones = `${PHONE},${OTHER_PHONE},79031234567,79001234567`;
		await sendSms(use.smsc, { phones, period: '1', freq: '30' });
		const statuses = () => use.smsc.messages.map(({ status }) => status);
		await use.sandbox.clock.advance(5000);
		expect(statuses()).toEqual(['1', '1', '-1', '-1']);
		await use.sandbox.clock.advance(30 * MINUTE);
		expect(statuses()).toEqual(['1', '1', '1', '1']);
	});

	it('ignores freq without period', async () => {
		await sendSms(use.smsc, { phones: `${PHONE},${OTHER_PHONE}`, freq: '30' });
		await use.sandbox.clock.advance(5000);
		expect(use.smsc.messages.map(({ status }) => status)).toEqual(['1', '1']);
	});

	it.each([
		['', 24 * HOUR],
		['01:00', HOUR],
		['00:01', MINUTE],
		['2', 2 * HOUR],
	])('ends with 3 when valid=%s has passed', async (valid, ms) => {
		use.smsc.settings.outcome = [0];
		await sendSms(use.smsc, { valid });
		await use.sandbox.clock.advance(ms - 1);
		expect(only()?.status).toBe('0');
		await use.sandbox.clock.advance(1);
		expect(only()?.status).toBe('3');
	});

	it('lets nothing come after the lifetime but what was final before', async () => {
		use.smsc.settings.outcomes = {
			[PHONE]: [0, { status: 1, afterMs: 2 * HOUR }],
			[OTHER_PHONE]: [1, { status: 2, afterMs: 2 * HOUR }],
		};
		await sendSms(use.smsc, { phones: `${PHONE},${OTHER_PHONE}`, valid: '1' });
		await use.sandbox.clock.advance(3 * HOUR);
		const histories = use.smsc.messages.map(({ history }) => history.map(({ status }) => status));
		expect(histories).toEqual([
			['-1', '0', '3'],
			['-1', '1', '2'],
		]);
	});

	it('plays the outcome of a recipient, of all, or of a function, with errors', async () => {
		use.smsc.settings.outcomes = { [PHONE]: [{ status: 20, err: 1, afterMs: 5000 }] };
		use.smsc.settings.outcome = ({ text }) => [text === 'b' ? 25 : { status: 22, err: 249 }];
		await sendSms(use.smsc, { mes: 'a', phones: `${PHONE},${OTHER_PHONE}` });
		await sendSms(use.smsc, { mes: 'b', phones: OTHER_PHONE });
		await use.sandbox.clock.advance(4999);
		const seen = () => use.smsc.messages.map(({ status, details }) => [status, details.err]);
		expect(seen()).toEqual([
			['-1', 0],
			['22', 249],
			['25', 0],
		]);
		await use.sandbox.clock.advance(1);
		expect(seen()[0]).toEqual(['20', 1]);
	});
});
