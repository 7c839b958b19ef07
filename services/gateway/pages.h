// The portal: files read once at the start, answered from memory.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/gateway/http.h"

namespace creditproof::gateway {

// Immutable.
class Pages {
 public:
  // Every file of `folder`, whose index.html must be there. Fails with
  // NOT_FOUND. An empty name: there are no pages.
  static absl::StatusOr<Pages> Load(const std::filesystem::path& folder);

  // To GET or HEAD. A file by its path; the pages by theirs, without `.html`;
  // what a QR code opens, /V/..., by index.html. Nothing when there is none.
  std::optional<Answer> Find(const Request& request) const;

  // The bytes of a file, such as `/verdict.html`; null when there is none.
  const std::string* File(const std::string& path) const;

 private:
  struct Page {
    std::string bytes;
    std::string gzip;  // empty where it is no shorter
    std::string type;
    std::string etag;
    bool for_ever;  // its name changes with its content
  };

  static Page Read(const std::string& path, std::string bytes);
  const Page* Meant(const std::string& path) const;

  std::map<std::string, Page> pages_;  // by path
};

}  // namespace creditproof::gateway
