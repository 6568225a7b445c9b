// Keeps a drawing (SVG) as a picture of pixels in a file: what printers, slides and other people's tools
// take. The drawing comes from our own server; nothing leaves the browser.
//   await keepPicture("/v1/links/link_…/qr.svg", "carla-piano.png", 1024)
import { saveFile } from "./export-rows.tsx";

/** Throws where the drawing cannot be had. `size`: of each side, in pixels. */
export async function keepPicture(drawing: string, fileName: string, size: number): Promise<void> {
  const image = new Image(size, size);
  image.src = drawing;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser draws no pictures");
  pen.imageSmoothingEnabled = false;
  pen.drawImage(image, 0, 0, size, size);
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (picture === null) throw new Error("the picture could not be made");
  saveFile(fileName, [picture], "image/png");
}
