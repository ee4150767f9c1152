/**
 * files: images of members, written anew by us, and what they belong to.
 * Always true: stored bytes were made by our own encoder and hold nothing but the picture; a file is seen by who may see what it
 * belongs to, and before it belongs to anything by its owner alone; a file never moves from one thing to another; nobody keeps more
 * than their share; what belongs to nothing goes after a day.
 */
export { attachFiles } from './attach-files.server.ts'
export { dropLooseFiles } from './drop-loose-files.server.ts'
export { type FileReaders, openFile, type OpenedFile } from './open-file.server.ts'
export { uploadImage } from './upload-image.server.ts'
