import { useState } from "preact/hooks";
import { droppedFiles, droppedImages, isDroppable, type DropFault } from "./drops";
import { send } from "./host";

export interface Drops {
  /** Something that can be dropped is over the panel. */
  readonly isOver: boolean;
  /** Images that were pasted or dropped. */
  readonly take: (files: readonly File[]) => void;
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** Files and images that are dragged onto the panel become context. `onFault` is told why not, where they do not. */
export function useDrops(seesImages: boolean, onFault: (fault: DropFault) => void): Drops {
  const [isOver, setOver] = useState(false);
  const take = (files: readonly File[]) => {
    void droppedImages(files, seesImages).then(
      ({ images, fault }) => {
        for (const image of images) send(image);
        if (fault) onFault(fault);
      },
      () => onFault("onlyImages"), // a folder, for instance, cannot be read
    );
  };
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer || !isDroppable(event.dataTransfer)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDragLeave = ({ currentTarget, relatedTarget }: DragEvent) => {
    const isInside = relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
    if (!isInside) setOver(false);
  };
  const onDrop = (event: DragEvent) => {
    setOver(false);
    const data = event.dataTransfer;
    if (!data) return;
    const uris = droppedFiles(data);
    const files = [...data.files];
    if (uris.length === 0 && files.length === 0) return; // text, for the composer
    event.preventDefault();
    if (uris.length > 0) send({ kind: "dropFiles", uris });
    else take(files);
  };
  return { isOver, take, handlers: { onDragOver, onDragLeave, onDrop } };
}
