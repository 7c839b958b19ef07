// The bytes that many files start with, looked at once.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/report/document_hash.h"
#include "libs/report/file_objects.h"
#include "libs/report/to_unicode.h"

namespace creditproof::report {

// Immutable; thread-safe.
class SharedStart {
 public:
  // `bytes`, in which object N starts at offsets[N - 1] (0: none), are kept.
  // Reads the fonts; fails as ReadMeanings does.
  static absl::StatusOr<SharedStart> Read(absl::string_view bytes,
                                          std::vector<std::size_t> offsets);

  // What other files that were drawn like `pdf` start with: all before its
  // attachment. Fails likewise, or when it is not in our shape.
  static absl::StatusOr<SharedStart> Of(absl::string_view pdf);

  absl::string_view bytes() const { return *bytes_; }
  bool Begins(absl::string_view file) const;

  // Of the bytes, to go on with what follows them.
  DocumentHash Hash(bool with_sm3) const {
    return with_sm3 ? with_sm3_ : without_sm3_;
  }

  // Of a whole file, sooner where it begins so.
  std::string Sha256(absl::string_view file) const;

  // What the codes of object `font` mean in a file that begins so.
  // Null where font or map are other objects than the start's.
  std::shared_ptr<const CodeMeanings> Meanings(const FileObjects& file,
                                               int font) const;

 private:
  struct Font {
    int map;  // object
    std::shared_ptr<const CodeMeanings> meanings;
  };

  SharedStart(std::shared_ptr<const std::string> bytes,
              std::vector<std::size_t> offsets);

  std::shared_ptr<const std::string> bytes_;
  FileObjects objects_;
  DocumentHash without_sm3_{false};
  DocumentHash with_sm3_{true};
  std::map<int, Font> fonts_;  // by object
};

// What the codes of object `font` mean. Fails with INVALID_ARGUMENT.
absl::StatusOr<std::shared_ptr<const CodeMeanings>> ReadMeanings(
    const FileObjects& objects, int font);

}  // namespace creditproof::report
