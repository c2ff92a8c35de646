import fastify from 'fastify';

interface ToolCall {
	id: string;
	type: 'function';
	function: { name: string; arguments: string };
}

interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | null;
	tool_calls?: ToolCall[];
	tool_call_id?: string;
}

export interface ChatRequest {
	messages: ChatMessage[];
	tools?: Array<{ function: { name: string; description?: string; parameters: unknown } }>;
	stream?: boolean;
}

export interface ModelServer {
	/** The base URL for n8n's OpenAI credential. */
	url: string;
	/** Every request, so that a test sees what the model was told. */
	requests: ChatRequest[];
	/** What the model calls its tool with. */
	toolArguments: Record<string, unknown>;
	/** What the tools have told the model. */
	toolResults(): string[];
	reset(): void;
	close(): Promise<void>;
}

/**
 * A language model of the plainest kind, behind the OpenAI interface: asked anything, it calls the
 * one tool it is offered, once; told the tool's result, it answers "Done."
 */
export async function startModelServer(): Promise<ModelServer> {
	const server = fastify({ logger: false });
	const requests: ChatRequest[] = [];

	function reply(request: ChatRequest): ChatMessage {
		const tool = request.tools?.[0];
		const told = request.messages.some((message) => message.role === 'tool');
		if (told || !tool) return { role: 'assistant', content: 'Done.' };
		const call: ToolCall = {
			id: `call_${requests.length}`,
			type: 'function',
			function: { name: tool.function.name, arguments: JSON.stringify(model.toolArguments) },
		};
		return { role: 'assistant', content: null, tool_calls: [call] };
	}

	server.post<{ Body: ChatRequest }>('/v1/chat/completions', async ({ body }) => {
		requests.push(body);
		const message = reply(body);
		return {
			id: `chatcmpl-${requests.length}`,
			object: 'chat.completion',
			created: Math.floor(Date.now() / 1000),
			model: 'loopback',
			choices: [{ index: 0, message, finish_reason: message.tool_calls ? 'tool_calls' : 'stop' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});

	await server.listen({ host: '127.0.0.1', port: 0 });
	const { port } = server.server.address() as { port: number };
	const model: ModelServer = {
		url: `http://127.0.0.1:${port}/v1`,
		requests,
		toolArguments: {},
		toolResults: () =>
			(requests.at(-1)?.messages ?? [])
				.filter((message) => message.role === 'tool')
				.map((message) => String(message.content)),
		reset() {
			requests.length = 0;
			model.toolArguments = {};
		},
		close: async () => {
			server.server.closeAllConnections();
			await server.close();
		},
	};
	return model;
}
