import { methodsIn, refreshed } from './refresh.mts';

/** With the slips that the published files have. */
const yaml = `
openapi: 3.1.2
components:
  schemas:
    Colour: { type: string, enum: [red, green] }
    Letter:
      required: [to]
      properties:
        to: { type: array, items: { type: string } }
        weight: { type: int }
        map: { type: object, additionalProperties: { type: boolean } }
paths:
  /letters/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer } }
    get:
      parameters:
        - { in: query, name: colour, required: true, schema: { $ref: '#/components/schemas/Colour' } }
        - { in: query, name: size, schema: { type: integer } }
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Letter' }
  /tags:
    delete:
      requestBody:
        content:
          application/json:
            schema:
              properties: { id: { type: [string, 'null'] }, name: { type: string } }
              required: { '0': id, oneOf: [name, other] }
    put:
      requestBody:
        content:
          application/json:
            schema:
              required: [message]
              properties:
                messages:
                  oneOf: [{ type: string }, { type: integer }]
`;

test('an extract has names, types and what is required', () => {
	expect(methodsIn(yaml)).toEqual({
		'GET /letters/{id}': {
			path: { id: 'integer' },
			query: { 'colour*': '=red|green', size: 'integer' },
		},
		'POST /letters/{id}': {
			path: { id: 'integer' },
			body: { 'to*': ['string'], weight: 'any', map: { '<name>': 'boolean' } },
		},
		'DELETE /tags': { body: { 'id*': { oneOf: ['string', 'null'] }, name: 'string' } },
		'PUT /tags': { body: { messages: { oneOf: ['string', 'integer'] }, 'message*': 'any' } },
	});
});

test('an extract is written anew with what it had, and with what is shared', () => {
	const file = { url: '', sha256: null, whole: false, prefix: '/a', methods: { 'GET /gone': {} } };
	const common = { from: '/b', to: ['/a'], methods: ['DELETE /tags'] };
	const { methods, sha256 } = refreshed(file, common, yaml);

	expect(Object.keys(methods)).toEqual(['DELETE /tags']);
	expect(sha256).toMatch(/^[0-9a-f]{64}$/);
	const whole = refreshed({ ...file, whole: true }, common, yaml);
	expect(Object.keys(whole.methods)).toHaveLength(4);
});
