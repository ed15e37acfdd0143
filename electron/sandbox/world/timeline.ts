/** Moments of many lives in the order of their times; those of the same time in the order of their lives. */
export interface Timeline {
  /** Puts the life's next moment in its place. */
  push(life: number, at: number): void;
  /** Takes the earliest; undefined where there is none. */
  pop(): { readonly life: number; readonly at: number } | undefined;
}

/** A binary heap over two typed arrays: a hundred thousand lives are two megabytes. */
export function openTimeline(capacity: number): Timeline {
  const times = new Float64Array(capacity);
  const lives = new Int32Array(capacity);
  let size = 0;
  const isBefore = (a: number, b: number) => times[a]! < times[b]! || (times[a] === times[b] && lives[a]! < lives[b]!);
  const swap = (a: number, b: number) => {
    [times[a], times[b]] = [times[b]!, times[a]!];
    [lives[a], lives[b]] = [lives[b]!, lives[a]!];
  };
  function sink(from: number): void {
    for (let parent = from; ;) {
      const left = parent * 2 + 1;
      let first = parent;
      if (left < size && isBefore(left, first)) first = left;
      if (left + 1 < size && isBefore(left + 1, first)) first = left + 1;
      if (first === parent) return;
      swap(first, parent);
      parent = first;
    }
  }
  return {
    push(life, at) {
      let child = size;
      size += 1;
      times[child] = at;
      lives[child] = life;
      for (let parent = (child - 1) >> 1; child > 0 && isBefore(child, parent); parent = (child - 1) >> 1) {
        swap(child, parent);
        child = parent;
      }
    },
    pop() {
      if (size === 0) return undefined;
      const earliest = { life: lives[0]!, at: times[0]! };
      size -= 1;
      swap(0, size);
      sink(0);
      return earliest;
    },
  };
}
