/** Languages of SendPulse's own letters and templates. Source: docs/gateways/sendpulse.md 3.3, 6 and 11.3. */
export const languages = [
	{ name: 'English', value: 'en' },
	{ name: 'Portuguese', value: 'pt' },
	{ name: 'Russian', value: 'ru' },
	{ name: 'Spanish', value: 'es' },
	{ name: 'Turkish', value: 'tr' },
	{ name: 'Ukrainian', value: 'ua' },
];
