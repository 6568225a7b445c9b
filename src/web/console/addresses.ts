// Every address of the console in one place: the workspace is in the path, never in the session.
// It never builds an address of the API; that is data/.
//   saleAddress("ws_1", "sale_9") → "/w/ws_1/sales/sale_9"
export const overviewAddress = (ws: string) => `/w/${ws}`;
export const salesAddress = (ws: string) => `/w/${ws}/sales`;
export const saleAddress = (ws: string, sale: string) => `/w/${ws}/sales/${sale}`;
export const partiesAddress = (ws: string) => `/w/${ws}/parties`;
export const partyAddress = (ws: string, party: string) => `/w/${ws}/parties/${party}`;
export const importsAddress = (ws: string) => `/w/${ws}/imports`;
export const newImportAddress = (ws: string) => `/w/${ws}/imports/new`;
export const importAddress = (ws: string, id: string) => `/w/${ws}/imports/${id}`;
export const parkedAddress = (ws: string) => `/w/${ws}/parked`;
export const sourcesAddress = (ws: string) => `/w/${ws}/sources`;
export const sourceAddress = (ws: string, name: string) => `/w/${ws}/sources/${name}`;
export const connectSourceAddress = (ws: string, name: string) => `/w/${ws}/sources/${name}/connect`;
export const messagesAddress = (ws: string) => `/w/${ws}/messages`;
export const messageAddress = (ws: string, id: string) => `/w/${ws}/messages/${id}`;
