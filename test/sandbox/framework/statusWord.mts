/** What a person can make happen to a message. */
export type Deed = 'deliver' | 'read' | 'click' | 'fail' | 'expire';

/** One status of a gateway in plain words, and the button that brings it about. */
export type StatusWord = {
	/** In the gateway's own words or numbers. */
	readonly status: string;
	readonly word: string;
	readonly deed?: Deed;
};
