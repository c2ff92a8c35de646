import { clockTime, dayAndTime, html } from './html.js';
import { Linked } from './linked.js';

const DEEDS = {
	deliver: 'Deliver',
	read: 'Read',
	click: 'Click',
	fail: 'Fail',
	expire: 'Expire',
};

/** Mail is HTML that a stranger wrote: it is made text before anything parses it, and put in as text. */
const textOfHtml = (source) => {
	const words = source
		.replace(/<!--[^]*?-->/g, '')
		.replace(/<(script|style|head)\b[^]*?<\/\1\s*>/gi, '')
		.replace(/\s+/g, ' ')
		.replace(/<a\b[^>]*?\bhref="([^"]*)"[^>]*>([^]*?)<\/a>/gi, '$2 ($1)')
		.replace(/<img\b[^>]*?\balt="([^"]+)"[^>]*>/gi, '[picture: $1]')
		.replace(/<img\b[^>]*>/gi, '[picture]')
		.replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]*>/gi, '\n')
		.replace(/<[^>]*>/g, '')
		.replace(/[<>]/g, '');
	// Entities only: there is no tag left.
	const { textContent } = new DOMParser().parseFromString(words, 'text/html').body;
	return textContent
		.replace(/ *\n */g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
};

const isWebAddress = (value) => /^https?:\/\//i.test(value ?? '');

const Picture = ({ address }) =>
	isWebAddress(address)
		? html`<img class="picture" src=${address} alt="Picture of the message" loading="lazy" />`
		: html`<p class="picture">[picture: ${address}]</p>`;

const Link = ({ message }) => {
	const { button, action } = message;
	if (!button && !action) return null;
	return isWebAddress(action)
		? html`<a class="action" href=${action} target="_blank" rel="noopener noreferrer"
				>${button || action}</a
			>`
		: html`<span class="action">${button || action}</span>`;
};

const isMail = ({ channel }) => ['email', 'smtp', 'service'].includes(channel);

const person = ({ name, email }) => (name ? `${name} <${email}>` : email);

const people = (list) =>
	(Array.isArray(list) ? list : [])
		.map((one) => (one?.email ? person(one) : String(one)))
		.join(', ');

const size = (bytes) =>
	bytes < 1024
		? `${bytes} bytes`
		: `${(bytes / 1024).toLocaleString([], { maximumFractionDigits: 1 })} KB`;

const Attachments = ({ list }) =>
	Array.isArray(list) && list.length > 0
		? html`<ul class="attachments" aria-label="Attachments">
				${list.map(({ name, bytes }) => html`<li>${name} <small>${size(bytes)}</small></li>`)}
			</ul>`
		: null;

/** The letter as it looks, in a frame that runs nothing; not loaded before it is asked for. */
const Preview = ({ message: { gateway, id } }) => {
	const address = `/inbox/letters/${encodeURIComponent(gateway)}/${encodeURIComponent(id)}`;
	const load = ({ target }) => {
		const frame = target.querySelector('iframe');
		if (target.open && !frame.hasAttribute('src')) frame.src = address;
	};
	return html`<details onToggle=${load}>
		<summary>Preview</summary>
		<iframe title="Preview" sandbox=""></iframe>
	</details>`;
};

const Mail = ({ message }) => {
	const { html: source, text, sender, recipient, details, heading } = message;
	return html`
		<article class="mail" aria-label="Mail">
			<h2>${heading ?? '(no subject)'}</h2>
			<dl>
				<dt>From</dt>
				<dd>${person({ email: sender, ...details.from })}</dd>
				<dt>To</dt>
				<dd>${people(details.to) || person({ name: details.recipientName, email: recipient })}</dd>
				${people(details.cc)
					? html`<dt>Cc</dt>
							<dd>${people(details.cc)}</dd>`
					: null}
				${people(details.bcc)
					? html`<dt>Bcc</dt>
							<dd>${people(details.bcc)}</dd>`
					: null}
			</dl>
			<p class="body"><${Linked} text=${source ? textOfHtml(source) : text} /></p>
			<${Attachments} list=${details.attachments} />
			${source ? html`<${Preview} key=${message.id} message=${message} />` : null}
			${source
				? html`<details>
						<summary>HTML</summary>
						<pre>${source}</pre>
					</details>`
				: null}
		</article>
	`;
};

const Phone = ({ message }) => html`
	<article class="phone" aria-label="Phone">
		<h2>${message.sender || message.gateway} <small>${message.channel}</small></h2>
		<div class="bubble">
			${message.heading ? html`<strong>${message.heading}</strong>` : null}
			${message.image ? html`<${Picture} address=${message.image} />` : null}
			<p class="body"><${Linked} text=${message.text} /></p>
			<${Link} message=${message} />
			<time>${clockTime(message.scheduledAt ?? message.receivedAt)}</time>
		</div>
	</article>
`;

const Deeds = ({ message, actions }) => html`
	<div class="deeds" role="group" aria-label="Make happen">
		${message.deeds.map(
			({ deed, status }) => html`
				<button
					type="button"
					aria-keyshortcuts=${deed[0]}
					onClick=${() => actions.setStatus(message, status)}
				>
					<u>${DEEDS[deed][0]}</u>${DEEDS[deed].slice(1)}
				</button>
			`,
		)}
	</div>
`;

const Reply = ({ message, actions }) => html`
	<form
		class="reply"
		onSubmit=${(event) => {
			event.preventDefault();
			const field = event.target.elements.text;
			actions.reply(message, field.value);
			field.value = '';
		}}
	>
		<input name="text" required placeholder="Reply as ${message.recipient}" aria-label="Reply" />
		<button>Send</button>
	</form>
`;

const outcome = ({ httpStatus, error, outcome: what }) =>
	`${httpStatus ?? error ?? 'no answer'}${what === 'delivered' ? '' : `, ${what}`}`;

const Facts = ({ message }) => {
	const problems = message.details.decodeProblems ?? [];
	return html`
		<dl class="facts">
			<dt>Id</dt>
			<dd>${message.id}</dd>
			${message.parts === undefined
				? null
				: html`<dt>Parts</dt>
						<dd>${message.parts}</dd>`}
			${message.scheduledAt
				? html`<dt>Scheduled</dt>
						<dd>${dayAndTime(message.scheduledAt)}</dd>`
				: null}
			${problems.length > 0
				? html`<dt>Not decoded</dt>
						<dd class="warn">${problems.join('; ')}</dd>`
				: null}
			<dt>History</dt>
			<dd>
				<ol>
					${message.history.map(
						({ word, status, at, mood }) =>
							html`<li>
								${dayAndTime(at)} <span class=${mood}>${word}</span> <small>${status}</small>
							</li>`,
					)}
				</ol>
			</dd>
			<dt>Callbacks</dt>
			<dd>
				${message.callbacks.length === 0 ? 'none' : null}
				<ol>
					${message.callbacks.map(
						(attempt) => html`
							<li class=${attempt.outcome === 'delivered' ? '' : 'bad'}>
								${dayAndTime(attempt.at)} ${attempt.status}: ${outcome(attempt)}
							</li>
						`,
					)}
				</ol>
			</dd>
		</dl>
	`;
};

/** One message as its recipient sees it, and what its sender learns of it. */
export const Message = ({ message, actions }) => html`
	<${isMail(message) ? Mail : Phone} message=${message} />
	<${Deeds} message=${message} actions=${actions} />
	${message.canReply && !isMail(message)
		? html`<${Reply} message=${message} actions=${actions} />`
		: null}
	<${Facts} message=${message} />
`;
