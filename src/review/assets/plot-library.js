/** Loads Observable Plot and d3 when a picture is first drawn; other views do not pay for them. */

function script(address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = address;
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${address} cannot be loaded`));
    document.head.append(element);
  });
}

let loading = null;

export function plotLibrary() {
  loading ??= script('/library/d3.js')
    .then(() => script('/library/plot.js'))
    .then(() => ({ Plot: window.Plot, d3: window.d3 }));
  return loading;
}
