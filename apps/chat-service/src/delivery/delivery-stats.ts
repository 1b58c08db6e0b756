/** A moment's numbers, for gauges. */
export interface DeliveryStats {
  /** rooms_active: rooms with readers here. */
  readonly roomsActive: number;
  /** Hubs kept, with or without readers. */
  readonly hubs: number;
  readonly readers: number;
  readonly ringBytes: number;
  /** Bytes of publications that wait for what is missing before them. */
  readonly earlyBytes: number;
  readonly waitingJoins: number;
  /** Buffered in user space for all readers, as last seen. */
  readonly bufferedBytes: number;
}
