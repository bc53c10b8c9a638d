// Draws the schema page. The validator badge of the library would ask a foreign host: it stays off.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("schema");
  SwaggerUIBundle({
    url: place.dataset.url,
    domNode: place,
    validatorUrl: null,
    deepLinking: false,
    docExpansion: "list",
    requestInterceptor: (request) => {
      if (new URL(request.url, location.href).origin === location.origin) {
        request.headers["X-CSRFToken"] = place.dataset.csrf;
      }
      return request;
    },
  });
});
