/** The client request and its socket, as far as they tell how far a call got. */
interface ClientRequest {
	socket?: {
		/** A TLS connection. */
		encrypted?: unknown;
		/** It has not been agreed upon yet, so that nothing but the agreement was sent. */
		secureConnecting?: unknown;
		connecting?: unknown;
		/** What waits for a connection that is not there yet. */
		_pendingData?: unknown;
		bytesWritten?: unknown;
		/** A connection was taken from those that were open. */
		remoteAddress?: unknown;
	} | null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * @returns whether it was a proxy that answered, in place of a tunnel: n8n's agents hand its answer on through a socket that is
 * connected to nothing
 */
export function isProxyAnswer(request: unknown): boolean {
	return isObject((request as ClientRequest | null)?.socket) && mayHaveLeft(request) !== true;
}

/**
 * Looks at the client request of a failed call, whatever the error is called.
 *
 * @param request what the HTTP library says it was; undefined when it says nothing
 * @returns `false`: no byte of it can have left, or gone further than to a proxy that made no tunnel; `true`: it may
 * have left; undefined: not known
 */
export function mayHaveLeft(request: unknown): boolean | undefined {
	if (!isObject(request) || !('socket' in request)) return undefined;
	const { socket } = request as ClientRequest;
	if (!isObject(socket)) return false;
	if (socket.encrypted === true && socket.secureConnecting === true) return false;
	if (socket.connecting === true || socket._pendingData) return false;
	return typeof socket.bytesWritten === 'number' ? socket.bytesWritten > 0 : undefined;
}
