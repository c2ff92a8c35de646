import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { FindFiles } from './files';

/** What a message may need beside the row's parameters. */
export interface Setting extends FindFiles {
	/** The workflow's IANA time zone, in which a date without offset is meant. */
	timeZone: string;
	credentials: ICredentialDataDecryptedObject;
	/** Says once above the output what a person should know of this run. Nobody reads it in an agent's tool. */
	warn?(message: string): void;
}
