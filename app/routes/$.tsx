/** Any other address: the page that says so, with everything that a document of this app has. */
export function loader() {
  throw Response.json({}, { status: 404 });
}

export function action() {
  throw Response.json({}, { status: 405 });
}

export default function Unknown() {
  return null;
}
