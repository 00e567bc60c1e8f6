//! Writes catalogs that are larger than one would want to hold twice.

use crate::catalog::{Catalog, encode_piece, pieces};
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Writes a catalog as [`encode`](crate::catalog::encode) does, piece by piece: some are made while
/// others are written, and few of them are there at a time.
///
/// # Errors
/// What the writer says.
pub fn write(catalog: &Catalog, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    const MAKERS: usize = 2;
    let count = pieces(catalog);
    if count <= MAKERS {
        return (0..count).try_for_each(|piece| out.write_all(made(catalog, piece).as_bytes()));
    }
    thread::scope(|scope| {
        let makers: [Receiver<String>; MAKERS] = std::array::from_fn(|first| {
            let (sender, receiver) = sync_channel(4);
            scope.spawn(move || {
                let mut mine = (first..count).step_by(MAKERS);
                // Nobody takes a piece any more where one could not be written.
                mine.try_for_each(|piece| sender.send(made(catalog, piece)))
            });
            receiver
        });
        for piece in 0..count {
            let json = makers[piece % MAKERS].recv().map_err(io::Error::other)?;
            out.write_all(json.as_bytes())?;
        }
        Ok(())
    })
}

fn made(catalog: &Catalog, piece: usize) -> String {
    let mut json = String::new();
    encode_piece(catalog, piece, &mut json);
    json
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Builder, TextField, encode};

    fn catalog(entries: usize) -> Catalog {
        let mut builder = Builder::default();
        for number in 0..entries {
            builder.put(TextField::Id, &number.to_string());
            builder.put(TextField::Title, &"x".repeat(number % 90 + 1));
            builder.commit().unwrap();
        }
        builder.finish()
    }

    #[test]
    fn what_is_written_is_the_whole() {
        for entries in [0, 1, 300, 5000] {
            let (catalog, mut written) = (catalog(entries), Vec::new());
            write(&catalog, &mut written).unwrap();
            assert!(written == encode(&catalog).into_bytes(), "{entries}");
        }
    }

    #[test]
    fn a_full_disk_ends_it() {
        let mut room = [0; 9999];
        let error = write(&catalog(5000), &mut &mut room[..]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WriteZero);
    }
}
