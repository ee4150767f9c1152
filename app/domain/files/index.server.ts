/**
 * files: images of members, written anew by us, documents beside events, and what they belong to.
 * Always true: the bytes of an image were made by our own encoder and hold nothing but the picture; a document is what its content says
 * and runs nothing we know of; every file is handed out as what it is and never as a page; a file is seen by who may see what it
 * belongs to, and before it belongs to anything by its owner alone; a file never moves from one thing to another,
 * but from a post that its author took back to what they write instead; nobody keeps more
 * than their share; what belongs to nothing goes after a day.
 */
export { attachFiles } from './attach-files.server.ts'
export { dropLooseFiles } from './drop-loose-files.server.ts'
export { ownImages } from './own-images.server.ts'
export { type FileReaders, openFile, type OpenedFile } from './open-file.server.ts'
export { dropMaterial, keepMaterial, listMaterials, type Material, readMaterial, type ReadMaterial } from './materials.server.ts'
export { isOverShare, uploadImage } from './upload-image.server.ts'
