"use client";

import Image from "next/image";
import { useEffect, useState } from "react";
import { type MapPicture, useMapDrawing } from "./use-map-drawing";

/** The map on paper: one drawing on one page, whichever way the page is printed. */
export function MapSheet({ picture }: { picture: MapPicture }) {
  const draw = useMapDrawing(picture);
  const [drawing, setDrawing] = useState<{ src: string; width: number; height: number } | null>(null);
  useEffect(() => {
    const { svg, ...size } = draw();
    const src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    setDrawing({ src, ...size });
    return () => URL.revokeObjectURL(src);
  }, [draw]);
  return drawing ? (
    <Image
      {...drawing}
      unoptimized
      loading="eager"
      alt={picture.view.sentence}
      data-map-sheet
      className="hidden print:block"
    />
  ) : null;
}
