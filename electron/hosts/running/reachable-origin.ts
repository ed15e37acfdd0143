/** Where this machine reaches a listener: `0.0.0.0` and `::` stand for every address, and are none to go to. */
export function reachableOrigin(origin: string): string {
  return origin.replace("//0.0.0.0", "//127.0.0.1").replace("//[::]", "//[::1]");
}
