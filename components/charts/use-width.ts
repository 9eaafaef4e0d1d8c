import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * How wide the place of a drawing is, so that its words keep their size and it fits a phone. Until the browser has
 * said so it is `first`, and the drawing is scaled.
 */
export function useWidth(first: number): { place: RefObject<HTMLDivElement | null>; width: number } {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const found = Math.round(entry?.contentRect.width ?? 0);
      if (found > 0) setWidth(found);
    });
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}
