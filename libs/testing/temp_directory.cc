#include "libs/testing/temp_directory.h"

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace creditproof::testing {

TempDirectory::TempDirectory() {
  std::string name =
      (std::filesystem::temp_directory_path() / "creditproof-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error("cannot make a temporary directory: " + name);
  }
  path_ = name;
}

TempDirectory::~TempDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace creditproof::testing
