/** The name of a workload that does not say how it is called: `OrdersApi` and `orders_api` become `orders-api`. */
export function workloadNameOf(id: string, given: string | undefined): string {
  if (given !== undefined) {
    return given;
  }
  return id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
}
