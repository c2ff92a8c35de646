const FORMAT = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2})$/;

/**
 * Reads `YYYY-MM-DD HH:MM` (docs/gateways/kupon.md 2, `sent_date`) in a fixed zone; null when it is not exactly that or no
 * such minute exists. The provider names no zone (docs/gateways/kupon.md 7).
 */
export const parseSentDate = (value: string, utcOffsetMinutes: number): number | null => {
	if (!FORMAT.test(value)) return null;
	const asUtc = new Date(`${value.replace(' ', 'T')}:00.000Z`);
	if (Number.isNaN(asUtc.getTime())) return null;
	if (asUtc.toISOString().slice(0, 16).replace('T', ' ') !== value) return null;
	return asUtc.getTime() - utcOffsetMinutes * 60_000;
};
