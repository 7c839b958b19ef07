#include "libs/photo/photo.h"

#include <png.h>
#include <turbojpeg.h>

#include <catch2/catch.hpp>
#include <string>

#include "libs/qr/find.h"
#include "libs/qr/qr.h"

namespace creditproof::photo {
namespace {

const std::string kText = "HTTPS://CREDIT.EXAMPLE/V/ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// A page with the QR code of `text`, `scale` pixels a module.
Picture PageWith(const std::string& text, int scale) {
  const qr::Matrix code = *qr::Encode(text);
  const int side = (code.size + 40) * scale;
  Picture page{
      side, side,
      std::vector<std::uint8_t>(static_cast<std::size_t>(side * side), 230)};
  for (int y = 0; y < code.size * scale; ++y) {
    for (int x = 0; x < code.size * scale; ++x) {
      if (!code.at(x / scale, y / scale)) continue;
      page.grey[static_cast<std::size_t>((y + 9 * scale) * side + x +
                                         23 * scale)] = 40;
    }
  }
  return page;
}

std::string Png(const Picture& page) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(page.width);
  image.height = static_cast<png_uint_32>(page.height);
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string file(size, '\0');
  REQUIRE(png_image_write_to_memory(&image, file.data(), &size, 0,
                                    page.grey.data(), 0, nullptr) != 0);
  file.resize(size);
  return file;
}

std::string Jpeg(const Picture& page) {
  void* const writer = tjInitCompress();
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  REQUIRE(tjCompress2(writer, page.grey.data(), page.width, 0, page.height,
                      TJPF_GRAY, &bytes, &size, TJSAMP_GRAY, 60, 0) == 0);
  std::string file(reinterpret_cast<char*>(bytes), size);
  tjFree(bytes);
  tjDestroy(writer);
  return file;
}

std::vector<std::string> TextsIn(const std::string& file) {
  const auto picture = ReadPhoto(file);
  REQUIRE(picture.ok());
  return qr::Find(picture->grey.data(), picture->width, picture->height);
}

TEST_CASE("The QR code on a scanned page is read, from either format") {
  const Picture page = PageWith(kText, 4);
  for (const std::string& file : {Png(page), Jpeg(page)}) {
    CHECK(IsPhoto(file));
    CHECK(TextsIn(file) == std::vector<std::string>{kText});
  }
}

TEST_CASE("A page without a QR code has none") {
  const Picture blank{64, 64, std::vector<std::uint8_t>(64 * 64, 255)};
  CHECK(TextsIn(Png(blank)).empty());
}

TEST_CASE("What is no picture, or cut off, is refused or shows no code") {
  CHECK_FALSE(IsPhoto("%PDF-1.7"));
  CHECK(absl::IsInvalidArgument(ReadPhoto("").status()));
  CHECK(ReadPhoto("\xFF\xD8\xFF\xE0").status() ==
        ReadPhoto("\x89PNG\r\n\x1A\n").status());  // neither is too large
  const Picture page = PageWith(kText, 4);
  for (const std::string& file : {Png(page), Jpeg(page)}) {
    for (std::size_t size = 0; size < file.size(); size += 97) {
      const auto picture = ReadPhoto(file.substr(0, size));
      if (!picture.ok()) CHECK(absl::IsInvalidArgument(picture.status()));
    }
  }
}

TEST_CASE("A picture of more pixels than are read is refused") {
  // The size of a PNG stands at 16, eight bytes, and is not believed blindly.
  std::string file = Png(PageWith("A", 1));
  file.replace(16, 8, std::string("\x00\x0F\x00\x00\x00\x0F\x00\x00", 8));
  CHECK(absl::IsInvalidArgument(ReadPhoto(file).status()));
}

}  // namespace
}  // namespace creditproof::photo
