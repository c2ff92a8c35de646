/** What the document says beside the figures. */

export const method = `Figures are ratios of two programs that do the same in the same run: the machine matters less to them than to times. Each
pair is warmed up and then repeated in turn (ours, theirs, ours, theirs …), five times in a full run (three times with callbacks, and with 10,000 items and more in the real n8n); the table has medians, and
the smallest and largest ratio of a repetition as spread. A ratio above 1 means that ours is that many times faster, except
where the target says "at most": there it is ours over the other.

- **Node time** is n8n's own \`executionTime\` of the node in the execution's data: what comes before and after the node is not in
  it. The real n8n is the packed package in an n8n of its own with SQLite and the default expression engine (\`vm\`).
- **The server** is a process of its own that only answers, with answers in the shapes of the gateways. It reads no
  message, so that clients are measured and not the server. All rows of every run are checked to be accepted.
- **HTTP Request** has the least that does the job: one form or JSON body with the same expressions. Secrets that are parameters of a
  form stand in the node, which is faster than a credential; the bearer key of SendPulse is in one, as with our node.
- **SendPulse's own node** is a reconstruction of what it has n8n do for each item.
- Measures of single functions use processor time, medians of several rounds.
- A measure that could not be taken is in the table as failed, and \`npm run benchmark\` ends with an error.`;

export const findings = `Profiles of the nodes in the engine (\`node --cpu-prof\`, 10,000 items) showed, and led to:

- **Expressions were the first cost**, 0.3 ms a value in n8n's isolate. Plain \`$json\` paths are read from the item.
- **n8n parsed every form twice over.** Where a text body has the header of a form, n8n's HTTP helper parses the body into
  \`URLSearchParams\` and throws them away. For 100 messages this took about 0.7 ms a request, a quarter of the node's processor
  time. The forms now leave the header to the HTTP client, which sends the same one.
- **Every answer was searched for secrets**, string by string, although only Include Raw Answer shows it. Now only then.
- **Random ids**: 12 random bytes for each row of SMSC took 6 of its 13 µs. There is one id a request, made when the request is.
- **Percent-encoding** byte by byte took 4 µs a message of 70 Cyrillic letters. The language's own encoder takes less.
- **Declarative operations paid for fields they do not show.** For each item n8n evaluates the stored value of every property, shown or
  not, twice: an expression costs as often as the node has fields of its name. SendPulse had 395 properties, some names ten
  times. Equal fields of a resource's operations are now one (209 properties), fields that many items fill have names of their own, and
  plain \`$json\` paths are read from the item when the request is made. An expression of Address Book: Get was evaluated 13 times
  an item and is evaluated twice now; the empty node evaluates its own four times. That is why ours can be faster than nothing.
- **Messages held their options a hundred thousand times.** SMSC took 3.9 times the items' JSON. Lists and objects that a message has in
  common with the one before are one object now.
- What is left of a list request is mostly n8n's: a new connection, the credential, and the client's set-up.`;

/** Why a target is missed, for rows by name. */
export const misses: ReadonlyArray<{ name: RegExp; why: string }> = [
	{
		name: / 16 at once, vm$/,
		why: 'Under vm n8n builds an isolate for every webhook call before the trigger runs, and one for every execution. It spares the call of its own Webhook node, by the name of its type. So 16 calls that share one execution cost 17 isolates here and 16 there, and what is gained is the rest of 15 executions.',
	},
	{
		name: / 1 at once, vm$/,
		why: 'Two isolates for a call (the call itself and its execution) against one: n8n spares its Webhook node the first by the name of its type, so that no description can change it. Calls that come alone share nothing.',
	},
	{
		name: / 1 at once, (legacy|vm, no skip)$/,
		why: 'A call that comes alone shares nothing, and the repetitions lie on both sides of the target. The rest was not taken apart: n8n evaluates an expression of the webhook’s description in each call (without it, it refuses other charsets than UTF-8), and a report is checked and has more fields than the Webhook node’s item.',
	},
	{
		name: /^Growth/,
		why: 'It is spreading that grows, from a thousand items to a million: all rows of the output stay, and the garbage collector moves each of them out of its nursery. All functions together take less time an item at a million items than at a thousand, and no other takes notably more.',
	},
];
