/* In the form of an image block: what is to be seen is never said by the name of a file, of which
   Wagtail makes an image's title, and of that its alternative text. */
(() => {
  "use strict";

  const NAME = "wagtail.images.blocks.ImageBlock";

  class ImageBlockDefinition extends window.telepath.constructors[NAME] {
    render(placeholder, prefix, ...rest) {
      const block = super.render(placeholder, prefix, ...rest);
      const field = document.getElementById(`${prefix}-alt_text`);
      block.childBlocks.image.widget.addEventListener("chosen", ({ detail: image }) => {
        const isTitle = image.default_alt_text === image.title;
        if (isTitle && field.value === image.title) field.value = "";
      });
      return block;
    }
  }

  window.telepath.register("clinic_pages.ImageBlock", ImageBlockDefinition);
})();
