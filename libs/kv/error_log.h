// Where RocksDB's warnings and errors go. Not for other folders.
#pragma once

#include <rocksdb/env.h>

#include <memory>

namespace creditproof::kv {

// Lines on standard error. A file beside the data, RocksDB's default, fills up
// with the same disk, and Debian's RocksDB aborts when it cannot be written.
// Thread-safe.
std::shared_ptr<rocksdb::Logger> MakeErrorLog();

}  // namespace creditproof::kv
