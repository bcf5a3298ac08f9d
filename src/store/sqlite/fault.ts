/** The store could not do what was asked: the disk, the file or a bug of ours. Never a stranger's doing. */
export class StoreFault extends Error {
	override readonly name = "StoreFault";
}
