/** Lets one call of an account that has no token yet ask for one. */
export class Opening {
	/** Tells whether the call that now opens the account did so. */
	private opening?: Promise<boolean>;

	/**
	 * Makes a call of an account that has no token yet. One such call goes alone, because each would ask for a token of its
	 * own; the others wait until one of them is through.
	 *
	 * @param opened whether the call got a token
	 */
	async with<T>(call: () => Promise<T>, opened: (result: T) => boolean): Promise<T> {
		while (this.opening) {
			if (await this.opening) return await call();
		}
		let settle: (isOpen: boolean) => void = () => {};
		this.opening = new Promise<boolean>((resolve) => (settle = resolve));
		let isOpen = false;
		try {
			const result = await call();
			isOpen = opened(result);
			return result;
		} finally {
			this.opening = undefined;
			settle(isOpen);
		}
	}
}
