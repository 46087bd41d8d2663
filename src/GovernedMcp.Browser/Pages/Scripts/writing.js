// What a script answers, as JSON. Older libraries have lists and texts say in another way how they are written: they are asked to be as they are without.
const writing = value => {
  const told = [Object, Array, String, Number, Boolean].map(type => type.prototype).filter(type => Object.hasOwn(type, 'toJSON')).map(type => [type, Object.getOwnPropertyDescriptor(type, 'toJSON')]);
  for (const [type] of told) delete type.toJSON;
  try {
    return JSON.stringify(value === undefined ? null : value);
  } finally {
    for (const [type, own] of told) Object.defineProperty(type, 'toJSON', own);
  }
};
